package city.huitong.opendata.api;

import city.huitong.opendata.Export;
import city.huitong.opendata.Manifests;
import city.huitong.opendata.WriteExports;
import city.huitong.opendata.Written;
import city.huitong.platform.runtime.Background;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Answers what a file must be: as it is known, or by writing the file once to nowhere, for all who ask meanwhile. */
@ApplicationScoped
class AskedManifest {

    private static final int MOST_WRITTEN = 1_000;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final WriteExports exports;
    private final Manifests manifests;
    private final Background background;
    private final Vertx vertx;
    /** Those that are being written, and were a moment ago; later the table knows them. */
    private final AsyncCache<String, Written> written = Caffeine.newBuilder()
            .maximumSize(MOST_WRITTEN)
            .expireAfterWrite(KEPT)
            .buildAsync();

    AskedManifest(WriteExports exports, Manifests manifests, Background background, Vertx vertx) {
        this.exports = exports;
        this.manifests = manifests;
        this.background = background;
        this.vertx = vertx;
    }

    /** Refuses as {@link WriteExports#enter} and {@link WriteExports#mustBeAffordable} do. */
    Uni<ManifestJson> of(Export export, String caller) {
        return manifests
                .find(export)
                .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> written(export, caller)))
                .map(found -> ManifestJson.of(export, found));
    }

    private Uni<Written> written(Export export, String caller) {
        var name = export.query().dataset().id() + " " + export.tag();
        return exports.mustBeAffordable(export)
                .chain(() -> shared(name, export, caller))
                .call(found -> manifests.keep(export, found));
    }

    private Uni<Written> shared(String name, Export export, String caller) {
        return background.apart(Uni.createFrom()
                .completionStage(() -> written.get(name, (_, _) -> toNowhere(export, caller))));
    }

    private CompletableFuture<Written> toNowhere(Export export, String caller) {
        return vertx.executeBlocking(() -> write(export, caller), false)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Written write(Export export, String caller) {
        try (var room = exports.enter(caller)) {
            return room.write(export, OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
