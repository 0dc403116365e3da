package org.eventgateway.benchmarks.workload;

import java.util.SplittableRandom;

/** Who the events are about: few people cause most of them (Zipf's law with exponent 1). Immutable. */
final class People {
    private static final String[] FIRST = {
        "Zoë", "Søren", "Łukasz", "Aurélie", "José", "Ümit", "Ирина", "美玲", "Emma", "Liam", "Noah", "Mila", "Louis"
    };
    private static final String[] LAST = {
        "Vandenbroucke", "Nuñez", "Kovač", "Öztürk", "Håkansson", "Дмитриев", "Martin", "Dupont", "Weiß", "O'Brien", "王"
    };
    private static final String[] CITIES = {"Liège", "Malmö", "Łódź", "København", "Sevilla", "İzmir", "Leuven", "Graz"
    };
    private static final String[] COUNTRIES = {"BE", "SE", "PL", "DK", "ES", "TR", "BE", "AT"};
    private static final String[] LOCALES = {"fr-BE", "sv-SE", "pl-PL", "da-DK", "es-ES", "tr-TR", "nl-BE", "de-AT"};

    private final double[] cumulated;

    People(int count) {
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    int count() {
        return cumulated.length;
    }

    /** Draws a person; the first is drawn most often. */
    int draw(SplittableRandom random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = java.util.Arrays.binarySearch(cumulated, point);
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }

    static String userId(int person) {
        return "customer-" + (700_000 + person);
    }

    static String anonymousId(int person) {
        return String.format("%08x-71d4-4c1e-9b02-%012x", 0x9E3779B1 * (person + 1), 1_000_003L * (person + 7));
    }

    static String email(int person) {
        return "customer." + person + "@mail.example.com";
    }

    static String firstName(int person) {
        return FIRST[person % FIRST.length];
    }

    static String lastName(int person) {
        return LAST[person * 3 % LAST.length];
    }

    static String city(int person) {
        return CITIES[person % CITIES.length];
    }

    static String country(int person) {
        return COUNTRIES[person % COUNTRIES.length];
    }

    static String locale(int person) {
        return LOCALES[person % LOCALES.length];
    }

    /** Whether this person comes with a phone; the others with a browser. */
    static boolean isMobile(int person) {
        return person % 3 == 0;
    }
}
