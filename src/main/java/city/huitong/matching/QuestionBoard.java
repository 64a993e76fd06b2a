package city.huitong.matching;

import city.huitong.catalog.ShardRange;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where processes put questions to each other and find the answers. */
public interface QuestionBoard {

    /** Puts a question, and tells all processes. */
    Uni<Void> ask(UUID id, Question question);

    /** Calls the listener with the id of each question that is put by any process, this one too. */
    void listen(Consumer<UUID> listener);

    /** The question; empty when nobody waits for the answer any more. */
    Uni<Optional<Question>> find(UUID id);

    /** Says that this process works on the answer for these shards. */
    Uni<Void> heard(UUID id, List<ShardRange> shards);

    /** Says that this process has no answer for these shards now. */
    Uni<Void> refuse(UUID id, List<ShardRange> shards);

    /** Gives this process' answers. */
    Uni<Void> answer(UUID id, List<ShardAnswer> answers);

    /** What all processes have said so far. */
    Uni<Said> said(UUID id);

    /** The answers there are. */
    Uni<List<ShardAnswer>> answers(UUID id);

    /** Takes the question away. */
    Uni<Void> remove(UUID id);

    /** An answer for some shards. */
    record ShardAnswer(ShardRange shards, Answer answer) {}

    /** For which shards somebody works or has worked on the answer, for which there is one, and for which somebody had none. */
    record Said(List<ShardRange> heard, List<ShardRange> answered, List<ShardRange> refused) {}
}
