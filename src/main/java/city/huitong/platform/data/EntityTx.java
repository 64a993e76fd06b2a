package city.huitong.platform.data;

import org.hibernate.reactive.mutiny.Mutiny;

/** A transaction of the control plane: what people edit one at a time, as entities. */
public record EntityTx(Mutiny.Session session) implements Tx {}
