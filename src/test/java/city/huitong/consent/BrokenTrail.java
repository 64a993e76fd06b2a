package city.huitong.consent;

/** A database that refuses the entries of one actor, as one with a full disk or a wrong hand at it would; the others go on. */
record BrokenTrail(Trail trail, String name) implements AutoCloseable {

    static BrokenTrail of(Trail trail, String actor) {
        var broken = new BrokenTrail(trail, "broken_" + actor.replace('-', '_'));
        trail.execute("""
                create or replace function break_trail() returns trigger language plpgsql as $$
                begin raise exception 'disk full'; end $$""");
        trail.execute(
                "create trigger %s before insert on audit_pending for each row when (new.actor = '%s') execute function break_trail()"
                        .formatted(broken.name, actor));
        return broken;
    }

    @Override
    public void close() {
        trail.execute("drop trigger " + name + " on audit_pending");
    }
}
