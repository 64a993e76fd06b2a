package city.huitong.platform.webhook;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says to which addresses the hub sends: those of the public internet. A recipient names an address, the hub calls it from inside the
 * city's network; without this rule it would be a way into it (server-side request forgery). The ranges are those of the IANA
 * special-purpose registries (RFC 6890) that are not globally reachable; 100.64/10 is also where some clouds answer with secrets.
 */
@ApplicationScoped
class AddressRules {

    private static final List<IpSubnetFilterRule> NOT_PUBLIC_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Parts of 2000::/3 that are not public; some are IPv4 addresses in disguise. */
    private static final List<IpSubnetFilterRule> NOT_PUBLIC_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final boolean allowLoopback;

    @Inject
    AddressRules(WebhookConfig config) {
        this(config.allowLoopback());
    }

    AddressRules(boolean allowLoopback) {
        this.allowLoopback = allowLoopback;
    }

    /** Whether a recipient may be there. */
    boolean allow(InetAddress address) {
        return isAllowedLoopback(address) || isPublic(address);
    }

    /** Whether it is this machine, and may be. */
    boolean isAllowedLoopback(InetAddress address) {
        return allowLoopback && address.isLoopbackAddress();
    }

    private static boolean isPublic(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return address instanceof Inet6Address
                ? isGlobalUnicast(address.getAddress())
                        && NOT_PUBLIC_6.stream().noneMatch(range -> range.matches(socket))
                : NOT_PUBLIC_4.stream().noneMatch(range -> range.matches(socket));
    }

    /** 2000::/3 (RFC 4291 section 2.4). By hand: the library takes fe80:: and the like to be in it. */
    private static boolean isGlobalUnicast(byte[] address) {
        return (address[0] & 0xE0) == 0x20;
    }

    private static List<IpSubnetFilterRule> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRules::range).toList();
    }

    private static IpSubnetFilterRule range(String range) {
        var slash = range.indexOf('/');
        var bits = Integer.parseInt(range.substring(slash + 1));
        return new IpSubnetFilterRule(range.substring(0, slash), bits, IpFilterRuleType.REJECT);
    }
}
