package org.eventgateway.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApiDifferenceTest {
    private static final String SAMPLE = Sample.class.getName();

    @Test
    void aTypeIsListedWithAllThatCallersRelyOn() {
        assertThat(ApiListing.of(List.of(Sample.class)))
                .containsExactly(
                        SAMPLE + " : final record (java.lang.String name, int size)"
                                + " implements java.lang.Comparable<" + SAMPLE + ">",
                        SAMPLE + "#LIMIT : static final int = 7",
                        SAMPLE + "#compareTo(" + SAMPLE + ") : int",
                        SAMPLE + "#load(@Nullable java.lang.String) : static <T extends java.lang.Number> "
                                + "java.util.List<T> throws java.io.IOException",
                        SAMPLE + "#name() : java.lang.String",
                        SAMPLE + "#new(java.lang.String, int) : ",
                        SAMPLE + "#size() : int");
    }

    @Test
    void whatIsNotPublicIsNotListed() {
        assertThat(ApiListing.of(List.of(Hidden.class))).isEmpty();
    }

    @Test
    void aRemovedMethodIsNamed() {
        List<String> present = new ArrayList<>(ApiListing.of(List.of(Sample.class)));
        List<String> accepted = List.copyOf(present);
        present.remove(SAMPLE + "#size() : int");

        assertThat(ApiDifference.between(accepted, present)).containsExactly("REMOVED " + SAMPLE + "#size() : int");
    }

    @Test
    void anAddedMethodIsNamed() {
        List<String> present = ApiListing.of(List.of(Sample.class));
        List<String> accepted = new ArrayList<>(present);
        accepted.remove(SAMPLE + "#size() : int");

        assertThat(ApiDifference.between(accepted, present)).containsExactly("ADDED   " + SAMPLE + "#size() : int");
    }

    @Test
    void anotherReturnTypeIsAChangeOfThatMethod() {
        assertThat(ApiDifference.between(List.of("a.B#c() : int"), List.of("a.B#c() : long")))
                .singleElement()
                .asString()
                .startsWith("CHANGED a.B#c() : int")
                .endsWith("TO a.B#c() : long");
    }

    @Test
    void sameFacesDoNotDiffer() {
        List<String> present = ApiListing.of(List.of(Sample.class));

        assertThat(ApiDifference.between(present, present)).isEmpty();
    }

    /** Not part of a contract. */
    record Hidden(String name) {}
}
