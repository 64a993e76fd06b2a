package city.huitong.platform.security;

import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * To which class of addresses a caller without a token belongs: /24 in IPv4, /56 in IPv6, which is what one household or office
 * has. Kept in memory only.
 */
public final class AddressClass {

    private static final int IPV4_BYTES = 4;
    private static final int IPV4_CLASS_BYTES = 3;
    private static final int IPV6_CLASS_BYTES = 7;

    private AddressClass() {}

    /** The class of who has sent a request. */
    public static String of(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "unknown" : of(String.valueOf(address.hostAddress()));
    }

    static String of(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "unknown";
        }
        var kept = bytes.length == IPV4_BYTES ? IPV4_CLASS_BYTES : IPV6_CLASS_BYTES;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
    }
}
