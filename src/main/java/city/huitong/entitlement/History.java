package city.huitong.entitlement;

import java.util.List;

/** An entitlement with all of its moves and payments. */
public record History(Entitlement entitlement, List<HistoryMove> moves, List<Payment> payments) {

    public History {
        moves = List.copyOf(moves);
        payments = List.copyOf(payments);
    }
}
