package org.eventgateway.sandbox.account;

/**
 * An IPv4 subnet in CIDR form, as the account's IP filter takes them.
 *
 * @param network the network's address as a number, host bits cleared
 * @param bits the length of the prefix, 0 to 32
 */
public record Subnet(int network, int bits) {
    public Subnet {
        if (bits < 0 || bits > 32) {
            throw new IllegalArgumentException("a subnet's prefix must be 0 to 32 bits, was " + bits);
        }
        network &= mask(bits);
    }

    /** Reads {@code 10.1.0.0/16}; a bare address is a subnet of one. */
    public static Subnet parse(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        String prefix = slash < 0 ? "32" : cidr.substring(slash + 1);
        if (!isIpv4(address) || !prefix.matches("[0-9]{1,2}")) {
            throw new IllegalArgumentException("not an IPv4 subnet in CIDR form: " + cidr);
        }
        return new Subnet(number(address), Integer.parseInt(prefix));
    }

    /** Tells whether an address lies inside; what is not IPv4 never does. */
    boolean holds(String address) {
        return isIpv4(address) && (number(address) & mask(bits)) == network;
    }

    private static boolean isIpv4(String address) {
        return address.matches("(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");
    }

    private static int number(String address) {
        int number = 0;
        for (String part : address.split("\\.", -1)) {
            number = (number << 8) | Integer.parseInt(part);
        }
        return number;
    }

    private static int mask(int bits) {
        return bits == 0 ? 0 : -1 << (32 - bits);
    }
}
