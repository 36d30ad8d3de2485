import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.testing.AsyncTestCase;
import tornado.testing.VirtualTime;

@VirtualTime
class ReminderTest extends AsyncTestCase {
    @Test
    void anHourTakesNoTime() {
        long before = ioLoop().time();

        await(Async.sleep(Duration.ofHours(1)));

        assertThat(Duration.ofNanos(ioLoop().time() - before)).isEqualTo(Duration.ofHours(1));
    }
}
