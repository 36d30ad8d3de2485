// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

/// Says how to repeat a run; goes with what the run failed with.
final class SeedNote extends Throwable {
  private static final long serialVersionUID = 1L;

  SeedNote(long seed) {
    super(
        "seed %d: repeat this run by @Seed(%d) on a @Test, or by -D%s=%d"
            .formatted(seed, seed, SeedChoice.PROPERTY, seed),
        null,
        false,
        false);
  }
}
