package city.huitong.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub sends to the public internet and nowhere else. Addresses only; nothing is looked up. */
class AddressRulesTest {

    private final AddressRules rules = new AddressRules(false);

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "101.6.6.6", "223.255.255.254", "2400:3200::1", "2606:4700::1111"})
    void allowsThePublicInternet(String address) throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "fec0::1"
            })
    void refusesEverythingElse(String address) throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void allowsThisMachineWhereThatIsSet(String address) throws UnknownHostException {
        assertThat(new AddressRules(true).allow(InetAddress.getByName(address))).isTrue();
        assertThat(new AddressRules(true).allow(InetAddress.getByName("10.0.0.1")))
                .isFalse();
        assertThat(new AddressRules(true).allow(InetAddress.getByName("0.0.0.0")))
                .isFalse();
    }
}
