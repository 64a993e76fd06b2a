package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.RealServers;
import city.huitong.hub.HubProcess;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jena finds its parts by name, and the shapes are a resource: both must be found in the artifact, too. */
class PackagedCatalogueIT {

    private static final List<String> OPTIONS =
            List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-Dhuitong.public-url=https://data.x.example");

    @Test
    void isWrittenByThePackagedHub() throws Exception {
        try (var servers = RealServers.start();
                var hub = HubProcess.start(servers.settings(), OPTIONS)) {
            hub.untilStarted();

            assertThat(hub.get("/v1/catalog.ttl").body())
                    .contains("dcat:Catalog", "<https://data.x.example/v1/open/datasets/bus-stops>");
            assertThat(new JsonObject(hub.get("/v1/catalog.jsonld").body()).containsKey("@graph"))
                    .isTrue();
            assertThat(new JsonObject(hub.get("/v1/open/datasets/bus-stops/openapi")
                                    .body())
                            .getString("openapi"))
                    .startsWith("3.1");
            assertThat(hub.errors()).isEmpty();
        }
    }
}
