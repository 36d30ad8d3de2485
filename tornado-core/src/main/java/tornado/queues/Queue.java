// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.Waiter;
import tornado.ioloop.internal.WaitLine;

/// Hands items from coroutines that put them to coroutines that get them, first in, first out. With a limit putting waits while the
/// queue is full.
///
/// A queue also counts work: each item put is a task until [#taskDone], and [#join] waits until none is left.
///
/// Iterating over a queue in a coroutine gets item after item, and waits where there is none. It never ends by itself.
///
/// Tornado: `queues.Queue`.
///
/// **Thread**: any.
///
/// @param <T> the items
public sealed class Queue<T> implements Iterable<T> permits LifoQueue, PriorityQueue {
  /// One who waits for room, with the item.
  private record Putter<T>(T item, Waiter<@Nullable Void> waiter) {}

  private final int maxsize;

  /// Guards all fields below.
  private final Object monitor = new Object();

  private final java.util.Queue<T> items;
  private final WaitLine<Waiter<T>> getters = new WaitLine<>(waiter -> waiter);
  private final WaitLine<Putter<T>> putters = new WaitLine<>(Putter::waiter);

  /// Places kept for putters that are being told that they have one.
  private int reserved;

  private final Tasks tasks = new Tasks();

  /// Makes a queue without a limit.
  public Queue() {
    this(0);
  }

  /// Makes a queue.
  ///
  /// @param maxsize how many items it holds; zero for no limit
  /// @throws IllegalArgumentException if `maxsize` is negative
  public Queue(int maxsize) {
    this(maxsize, new ArrayDeque<>());
  }

  Queue(int maxsize, java.util.Queue<T> items) {
    if (maxsize < 0) {
      throw new IllegalArgumentException("maxsize < 0: " + maxsize);
    }
    this.maxsize = maxsize;
    this.items = items;
  }

  /// Returns how many items it holds at most; zero for no limit.
  public int maxsize() {
    return maxsize;
  }

  /// Returns how many items it holds.
  public int qsize() {
    synchronized (monitor) {
      return items.size();
    }
  }

  /// Tells whether it holds nothing.
  public boolean empty() {
    return qsize() == 0;
  }

  /// Tells whether putting has to wait.
  public boolean full() {
    synchronized (monitor) {
      return !hasRoom();
    }
  }

  /// Puts an item, and waits for room if there is none.
  ///
  /// @return done when the item is in
  public CompletableFuture<@Nullable Void> put(T item) {
    return put(item, null);
  }

  /// Puts an item, and waits for room for at most `timeout`.
  ///
  /// @param timeout null for no limit
  /// @return done when the item is in; fails with [tornado.util.TimeoutError] if that takes too long, and the item stays out
  public CompletableFuture<@Nullable Void> put(T item, @Nullable Duration timeout) {
    if (offer(item)) {
      return CompletableFuture.completedFuture(null);
    }
    var putter =
        new Putter<>(item, Waiter.<@Nullable Void>start().failAfter(timeout, "room in a queue"));
    synchronized (monitor) {
      putters.add(putter);
    }
    admit();
    return putter.waiter();
  }

  /// Puts an item if there is room.
  ///
  /// @throws QueueFull if there is none
  public void putNowait(T item) {
    if (!offer(item)) {
      throw new QueueFull(maxsize);
    }
  }

  /// Takes the next item, and waits for one if there is none.
  public CompletableFuture<T> get() {
    return get(null);
  }

  /// Takes the next item, and waits for one for at most `timeout`.
  ///
  /// @param timeout null for no limit
  /// @return the item; fails with [tornado.util.TimeoutError] if there is none for too long
  public CompletableFuture<T> get(@Nullable Duration timeout) {
    T item = poll();
    if (item != null) {
      return CompletableFuture.completedFuture(item);
    }
    var getter = Waiter.<T>start().failAfter(timeout, "an item of a queue");
    synchronized (monitor) {
      getters.add(getter);
    }
    deliver();
    return getter;
  }

  /// Takes the next item.
  ///
  /// @throws QueueEmpty if there is none
  public T getNowait() {
    T item = poll();
    if (item == null) {
      throw new QueueEmpty();
    }
    return item;
  }

  /// Says that an item that was got is dealt with.
  ///
  /// @throws IllegalStateException if it is said more often than items were put
  public void taskDone() {
    tasks.done();
  }

  /// Waits until every item put was said to be dealt with.
  public CompletableFuture<@Nullable Void> join() {
    return join(null);
  }

  /// Waits until every item put was said to be dealt with, for at most `timeout`.
  ///
  /// @param timeout null for no limit
  /// @return fails with [tornado.util.TimeoutError] if it takes too long
  public CompletableFuture<@Nullable Void> join(@Nullable Duration timeout) {
    return tasks.join(timeout);
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public T next() {
        return Async.await(get());
      }
    };
  }

  @Override
  public String toString() {
    synchronized (monitor) {
      return "%s(maxsize=%d, queue=%s, getters[%d], putters[%d], tasks=%d)"
          .formatted(
              getClass().getSimpleName(),
              maxsize,
              items,
              getters.size(),
              putters.size(),
              tasks.unfinished());
    }
  }

  /// Tells whether an item could be put, what is on its way in or out included.
  private boolean hasRoom() {
    return maxsize == 0 || items.size() + reserved < maxsize;
  }

  /// Puts an item if there is room, and nobody waits for some.
  private boolean offer(T item) {
    synchronized (monitor) {
      if (!hasRoom() || !putters.isEmpty()) {
        return false;
      }
      items.add(item);
      tasks.add();
    }
    deliver();
    return true;
  }

  /// Takes the next item, unless others wait for it.
  private @Nullable T poll() {
    T item;
    synchronized (monitor) {
      item = getters.isEmpty() ? items.poll() : null;
    }
    if (item != null) {
      admit();
    }
    return item;
  }

  /// Hands items to those who wait for some. What one who has just gone didn't take goes to the next, or back to the front.
  private void deliver() {
    boolean delivered = false;
    while (true) {
      Waiter<T> getter;
      T item;
      synchronized (monitor) {
        getter = items.isEmpty() ? null : getters.poll();
        if (getter == null) {
          break;
        }
        item = items.remove();
        reserved++;
      }
      boolean taken = getter.complete(item);
      synchronized (monitor) {
        reserved--;
        if (!taken) {
          putBack(item);
        }
      }
      delivered |= taken;
    }
    if (delivered) {
      admit();
    }
  }

  /// Lets those in who wait for room. One who has just gone leaves its item out.
  private void admit() {
    boolean admitted = false;
    while (true) {
      Putter<T> putter;
      synchronized (monitor) {
        putter = hasRoom() ? putters.poll() : null;
        if (putter == null) {
          break;
        }
        reserved++;
      }
      boolean waited = putter.waiter().complete(null);
      synchronized (monitor) {
        reserved--;
        if (waited) {
          items.add(putter.item());
          tasks.add();
        }
      }
      admitted |= waited;
    }
    if (admitted) {
      deliver();
    }
  }

  private void putBack(T item) {
    if (items instanceof ArrayDeque<T> inOrder) {
      inOrder.addFirst(item);
    } else {
      items.add(item);
    }
  }
}
