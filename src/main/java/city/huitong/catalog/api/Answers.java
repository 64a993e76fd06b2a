package city.huitong.catalog.api;

import city.huitong.catalog.Registered;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** Status and headers that go with what came of a registration. */
final class Answers {

    private Answers() {}

    /** 201 with its address for something new, 200 otherwise. */
    static <T> RestResponse<T> registered(Registered<?> registered, String path, T json) {
        return registered.isNew()
                ? RestResponse.ResponseBuilder.<T>created(URI.create(path))
                        .entity(json)
                        .build()
                : RestResponse.ok(json);
    }
}
