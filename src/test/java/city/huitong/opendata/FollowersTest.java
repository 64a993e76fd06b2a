package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A process has so many places for followers, and each of them so many. */
class FollowersTest {

    private final Followers followers = new Followers(3, 2, 1);

    @Test
    void keepsPlacesForOthers() {
        followers.enter("caller a", false);
        followers.enter("caller a", false);
        refuses("caller a", false);
        followers.enter("address 1", true);
        refuses("address 2", true);
        refuses("caller b", false);
    }

    @Test
    void givesAPlaceBackOnce() {
        var leave = followers.enter("address 1", true);
        followers.enter("caller a", false);
        refuses("address 1", true);

        leave.run();
        leave.run();

        followers.enter("address 1", true);
        followers.enter("caller a", false);
        refuses("caller b", false);
    }

    private void refuses(String who, boolean isStranger) {
        assertThatThrownBy(() -> followers.enter(who, isStranger)).hasMessageContaining("changes from time to time");
    }
}
