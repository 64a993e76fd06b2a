package city.huitong.matching.messaging;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.matching.SubjectColumns;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Hears which partitions of the changed facts the group of all processes has given to this one: with each of them it holds the columns of
 * one share of the shards. Partitions beyond the number of shards have none.
 */
@ApplicationScoped
@Identifier("shards")
class ShardsListener implements KafkaConsumerRebalanceListener {

    private static final String TOPIC = "huitong.facts";

    private final SubjectColumns columns;

    ShardsListener(SubjectColumns columns) {
        this.columns = columns;
    }

    /** Called after every change in the group, also when this process is given nothing new. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
        var partitions = Math.clamp(consumer.partitionsFor(TOPIC).size(), 1, SubjectId.SHARDS);
        var shares = ShardRange.split(partitions);
        columns.assign(consumer.assignment().stream()
                .map(TopicPartition::partition)
                .filter(partition -> partition < partitions)
                .sorted()
                .map(shares::get)
                .toList());
    }
}
