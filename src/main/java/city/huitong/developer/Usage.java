package city.huitong.developer;

import city.huitong.platform.security.Use;

/**
 * What a client has asked for within some time.
 *
 * @param limited refused because it was too much (429)
 * @param clientErrors refused otherwise (4xx)
 * @param serverErrors not answered by the hub's fault (5xx)
 */
public record Usage(
        long requests,
        long units,
        long limited,
        long clientErrors,
        long serverErrors,
        long rest,
        long graphql,
        long export) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int HUNDRED = 100;

    static Usage of(Use use) {
        var limited = use.status() == TOO_MANY_REQUESTS;
        return new Usage(
                1,
                limited ? 0 : use.units(),
                one(limited),
                one(!limited && use.status() / HUNDRED == 4),
                one(use.status() / HUNDRED == 5),
                one(use.via() == Use.Via.REST),
                one(use.via() == Use.Via.GRAPHQL),
                one(use.via() == Use.Via.EXPORT));
    }

    Usage plus(Usage more) {
        return new Usage(
                requests + more.requests,
                units + more.units,
                limited + more.limited,
                clientErrors + more.clientErrors,
                serverErrors + more.serverErrors,
                rest + more.rest,
                graphql + more.graphql,
                export + more.export);
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }
}
