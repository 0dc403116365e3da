package org.eventgateway.smc.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUrlTest {
    private static final List<String> HOSTS = List.of("*.slgnt.eu", "smc.example.org");

    @ParameterizedTest
    @CsvSource({
        "https://acme.slgnt.eu,https://acme.slgnt.eu/Portal/Api",
        "https://acme.slgnt.eu/,https://acme.slgnt.eu/Portal/Api",
        "https://Acme.slgnt.eu:8443/Portal/Api?x=1#top,https://acme.slgnt.eu:8443/Portal/Api",
        "https://acme.slgnt.eu/Portal/login,https://acme.slgnt.eu/Portal/Api",
    })
    void keepsOnlySchemeHostAndPort(String pasted, String base) {
        assertThat(AdminUrl.of(URI.create(pasted), HOSTS, false).base()).isEqualTo(URI.create(base));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.slgnt.eu,false,true",
        "https://a.b.slgnt.eu,false,true",
        "https://SMC.example.org,false,true",
        "https://slgnt.eu,false,false",
        "https://evilslgnt.eu,false,false",
        "https://acme.slgnt.eu.evil.org,false,false",
        "http://acme.slgnt.eu,false,false",
        "http://acme.slgnt.eu,true,true",
        "http://127.0.0.1:8080,false,false",
        "http://127.0.0.1:8080,true,true",
        "http://localhost:8080,true,true",
        "http://127.0.0.1.evil.org,true,false",
        "http://10.0.0.1,true,false",
    })
    void allowsOnlyKnownHostsAndASandbox(String url, boolean insecure, boolean allowed) {
        assertThat(AdminUrl.of(URI.create(url), HOSTS, insecure).problem().isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "224.0.0.1",
                "0.1.2.3"
            })
    void knowsTheAddressesOfTheOwnNetwork(String address) throws UnknownHostException {
        assertThat(AdminUrl.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:4860:4860::8888", "172.32.0.1", "100.128.0.1"})
    void knowsTheOthers(String address) throws UnknownHostException {
        assertThat(AdminUrl.isInside(InetAddress.getByName(address))).isFalse();
    }
}
