package city.huitong.ingest.messaging;

import city.huitong.ingest.IngestStream;
import city.huitong.ingest.IngestStream.Message;
import city.huitong.ingest.IngestStream.Messages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears the record topics of all datasets. Acknowledged after the records are stored. */
@ApplicationScoped
class RecordsConsumer {

    private final IngestStream ingestStream;

    RecordsConsumer(IngestStream ingestStream) {
        this.ingestStream = ingestStream;
    }

    @Incoming("records")
    Uni<Void> received(ConsumerRecords<String, byte[]> records) {
        return Multi.createFrom()
                .iterable(records.partitions())
                .onItem()
                .transformToUniAndConcatenate(partition -> ingest(partition, records.records(partition)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> ingest(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        var messages = records.stream().map(RecordsConsumer::message).toList();
        return ingestStream.ingest(new Messages(partition.topic(), partition.partition(), messages));
    }

    private static Message message(ConsumerRecord<String, byte[]> record) {
        return new Message(record.offset(), record.value() == null ? new byte[0] : record.value());
    }
}
