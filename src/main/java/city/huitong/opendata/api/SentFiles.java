package city.huitong.opendata.api;

import city.huitong.opendata.Export;
import city.huitong.opendata.Manifests;
import city.huitong.opendata.WriteExports;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.security.AddressClass;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Files as the bodies of answers, each with room for it. */
@ApplicationScoped
class SentFiles {

    private static final Logger LOG = Logger.getLogger(SentFiles.class);

    /** Of HTTP/2 (RFC 9113 section 7): without an error, a stream that is cut passes for one that has ended. */
    private static final long INTERNAL_ERROR = 0x2;

    private final WriteExports exports;
    private final Manifests manifests;
    private final Background background;
    private final Vertx vertx;
    private final SlowReader.Rule rule;

    SentFiles(
            WriteExports exports,
            Manifests manifests,
            Background background,
            Vertx vertx,
            @ConfigProperty(name = "huitong.open-data.reader-window", defaultValue = "30s") Duration window,
            @ConfigProperty(name = "huitong.open-data.least-bytes-per-second", defaultValue = "65536") long least) {
        this.exports = exports;
        this.manifests = manifests;
        this.background = background;
        this.vertx = vertx;
        this.rule = new SlowReader.Rule(window, least);
    }

    /** The file, when there is room for it; refuses as {@link WriteExports#enter} and {@link WriteExports#mustBeAffordable} do. */
    Uni<StreamingOutput> body(Export export, RoutingContext request) {
        var caller = AddressClass.of(request);
        return exports.mustBeAffordable(export)
                .chain(() -> room(caller, request))
                .map(room -> out -> write(room, export, request, out));
    }

    private Uni<WriteExports.Room> room(String caller, RoutingContext request) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> enter(caller, request), false)
                        .toCompletionStage());
    }

    /**
     * Takes room, which is given back should the body never be asked for. Once it is, the room is in use until the worker has done, whoever
     * is still there.
     */
    private WriteExports.Room enter(String caller, RoutingContext request) {
        var room = exports.enter(caller);
        var _ = request.addEndHandler(_ -> room.closeUnlessUsed());
        if (request.response().closed()) {
            // The client has gone while it waited, so nobody will ask.
            room.closeUnlessUsed();
        }
        return room;
    }

    private void write(WriteExports.Room room, Export export, RoutingContext request, OutputStream client)
            throws IOException {
        var out = SlowReader.watch(vertx, request.request(), client, rule);
        try (room) {
            var written = room.write(export, out);
            // Only a file that is whole has an end: closing says so to the client.
            out.close();
            background.start("keeping a manifest", () -> manifests.keep(export, written));
        } catch (IOException | RuntimeException failure) {
            if (!out.hasBegun()) {
                throw failure;
            }
            cut(request, failure);
        } finally {
            out.stopWatching();
        }
    }

    /** Where something was sent already, only a cut connection (of HTTP/2, a cut stream) says that the file is not whole. */
    private static void cut(RoutingContext request, Exception failure) {
        LOG.debugf("a file was not written to its end: %s", failure.toString());
        var _ = request.response().reset(INTERNAL_ERROR);
    }
}
