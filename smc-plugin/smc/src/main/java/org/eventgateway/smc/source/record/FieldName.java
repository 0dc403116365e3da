package org.eventgateway.smc.source.record;

/** How names of fields are compared: {@code USER_ID}, {@code userId} and {@code user-id} are the same. Dots, which step inwards, count. */
public final class FieldName {
    private FieldName() {}

    public static String normal(String name) {
        StringBuilder normal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && !Character.isWhitespace(c)) {
                normal.append(Character.toLowerCase(c));
            }
        }
        return normal.toString();
    }
}
