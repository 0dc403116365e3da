package org.eventgateway.engine.log;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventgateway.plugin.event.EventType;

/** A query for dead letters as a condition in SQL: text of our own, values bound. */
final class DeadLetterCondition {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private DeadLetterCondition() {}

    static DeadLetterCondition of(DeadLetters.Query query) {
        DeadLetterCondition condition = new DeadLetterCondition();
        query.stage().map(Enum::name).ifPresent(value -> condition.add("stage = ?", value));
        query.reasonCode().ifPresent(value -> condition.add("code = ?", value));
        query.type().map(EventType::wireName).ifPresent(value -> condition.add("type = ?", value));
        query.name().ifPresent(value -> condition.add("name = ?", value));
        query.userId().ifPresent(value -> condition.add("user_id = ?", value));
        query.from().map(Instant::toEpochMilli).ifPresent(value -> condition.add("last_at >= ?", value));
        query.to().map(Instant::toEpochMilli).ifPresent(value -> condition.add("last_at < ?", value));
        return condition;
    }

    /** Answers what follows another condition. */
    String sql() {
        return sql.toString();
    }

    void bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
    }

    private void add(String condition, Object value) {
        sql.append(" AND ").append(condition);
        values.add(value);
    }
}
