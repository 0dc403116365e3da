package org.eventgateway.smc.destination;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eventgateway.smc.api.SmcApi;
import org.eventgateway.smc.row.Rows;
import org.eventgateway.smc.settings.Effect;

/**
 * Where rows go.
 *
 * @param effect what they are
 * @param list the list
 * @param segment the segment of that list, for members
 * @param remove whether they are taken out instead of added
 * @param key the field by which SMC finds its own row
 * @param fields what the cells are, the key among them
 */
record Target(Effect effect, String list, Optional<String> segment, boolean remove, String key, List<String> fields) {

    static Target load(Effect effect, String list, String key, List<String> fields) {
        return new Target(effect, list, Optional.empty(), false, key, List.copyOf(fields));
    }

    static Target member(String list, String segment, String key, boolean remove) {
        return new Target(Effect.MEMBER, list, Optional.of(segment), remove, key, List.of(key));
    }

    Response send(SmcApi api, String organization, Rows rows) {
        String columns = String.join(",", fields);
        if (segment.isEmpty()) {
            return api.load(organization, list, key, columns, rows::writeTo);
        }
        return remove
                ? api.removeMembers(organization, list, segment.get(), key, columns, rows::writeTo)
                : api.addMembers(organization, list, segment.get(), key, columns, rows::writeTo);
    }

    String method() {
        return remove ? "DELETE" : "POST";
    }

    /** The path below the organization. */
    String path() {
        String base = "lists/" + list;
        String of = segment.map(name -> base + "/segments/" + name).orElse(base);
        return of + (remove ? "/data" : "/data/load");
    }

    /** What it is called in messages. */
    String words() {
        return segment.map(name -> "the segment " + name + " of the list " + list)
                .orElse("the list " + list);
    }
}
