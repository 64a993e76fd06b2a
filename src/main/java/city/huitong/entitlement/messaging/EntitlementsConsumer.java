package city.huitong.entitlement.messaging;

import static java.util.stream.Collectors.toSet;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.FollowEntitlements;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears, in every process, whose entitlements changed: those who follow theirs may be connected to any of them. */
@ApplicationScoped
class EntitlementsConsumer {

    private final FollowEntitlements followEntitlements;

    EntitlementsConsumer(FollowEntitlements followEntitlements) {
        this.followEntitlements = followEntitlements;
    }

    @Incoming("entitlements")
    void heard(ConsumerRecords<String, String> events) {
        followEntitlements.changed(StreamSupport.stream(events.spliterator(), false)
                .map(ConsumerRecord::key)
                .map(UUID::fromString)
                .map(SubjectId::new)
                .collect(toSet()));
    }
}
