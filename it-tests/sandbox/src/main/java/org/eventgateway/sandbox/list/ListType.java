package org.eventgateway.sandbox.list;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of list, under the vendor's names (vendor Swagger of 2020). */
public enum ListType {
    /** An audience: contacts. */
    USERLIST("Userlist"),
    DATALIST("Datalist"),
    DATA_SELECTION_LIST("DataSelectionList"),
    OPTIONLIST("Optionlist"),
    DEVICELIST("Devicelist");

    private final String label;

    ListType(String label) {
        this.label = label;
    }

    /** Finds a type; case does not matter, because the vendor's own filter values are cased differently. */
    public static Optional<ListType> labelled(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equalsIgnoreCase(label))
                .findFirst();
    }

    public String label() {
        return label;
    }
}
