// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;

/// Keeps the cookies that servers set, and sends them back where they belong, as browsers do (RFC 6265). Give it to
/// [AsyncHTTPClientOptions.Builder#cookieJar]; several clients may share one. Redirects set and get theirs as any other response does.
///
/// Cookies for a domain that anybody can have names below, such as `co.uk`, are refused; which ones those are the JDK knows, by its own copy
/// of the public suffix list. On a Java without that list only domains without a dot are refused.
///
/// | limit | value |
/// |---|---|
/// | name and value of a cookie | 4096 characters; longer ones are refused |
/// | cookies of a domain | 180; the oldest goes |
/// | cookies in all | 3000; the oldest goes |
///
/// A request's own field `Cookie` comes first, and its names count before the jar's. To keep cookies over a restart, store [#cookies] and
/// [#add] them again.
///
/// **Thread**: any.
public final class CookieJar {
  private static final int MAX_OF_DOMAIN = 180;
  private static final int MAX_IN_ALL = 3000;
  private static final Comparator<Kept> AS_SENT =
      Comparator.comparingInt((Kept kept) -> -kept.cookie.path().length())
          .thenComparingLong(Kept::number);

  private final Predicate<String> publicSuffix;

  /// Guards everything below.
  private final Object lock = new Object();

  private final Map<String, Map<Key, Kept>> domains = new HashMap<>();
  private int count;
  private long numbers;

  private record Key(String name, String path) {}

  /// @param number counts up with the time that the cookie was first set
  private record Kept(Cookie cookie, long number) {}

  /// Makes an empty jar that knows the JDK's list of public suffixes, which is read from its file with the first one made.
  public CookieJar() {
    this(PublicSuffixes.ofJDK());
  }

  /// Makes an empty jar with another list.
  ///
  /// @param publicSuffix tells of a domain, in lower case and ASCII, whether anybody can have names below it; callable on any thread
  public CookieJar(Predicate<String> publicSuffix) {
    this.publicSuffix = publicSuffix;
  }

  /// Returns the cookies, oldest first. Those that have expired may still be among them, until somebody would have got them.
  public List<Cookie> cookies() {
    synchronized (lock) {
      return domains.values().stream()
          .flatMap(kept -> kept.values().stream())
          .sorted(Comparator.comparingLong(Kept::number))
          .map(Kept::cookie)
          .toList();
    }
  }

  /// Puts a cookie in, in the place of one with the same name, domain and path.
  public void add(Cookie cookie) {
    synchronized (lock) {
      Map<Key, Kept> kept = domains.computeIfAbsent(cookie.domain(), _ -> new HashMap<>());
      var key = new Key(cookie.name(), cookie.path());
      Kept before = kept.get(key);
      if (before == null) {
        count++;
        kept.put(key, new Kept(cookie, numbers++));
        makeRoom(kept);
      } else {
        kept.put(key, new Kept(cookie, before.number));
      }
    }
  }

  /// Takes out the cookies that are such.
  public void removeIf(Predicate<Cookie> condition) {
    synchronized (lock) {
      for (Map<Key, Kept> kept : domains.values()) {
        int before = kept.size();
        kept.values().removeIf(it -> condition.test(it.cookie));
        count -= before - kept.size();
      }
      domains.values().removeIf(Map::isEmpty);
    }
  }

  /// Takes out all.
  public void clear() {
    synchronized (lock) {
      domains.clear();
      count = 0;
    }
  }

  /// Takes what a response sets.
  void receive(ClientURL from, HTTPHeaders response, Instant now) {
    if (!response.contains("Set-Cookie")) {
      return;
    }
    for (String field : response.getList("Set-Cookie")) {
      Cookie cookie = SetCookie.parse(field, from, now, publicSuffix);
      if (cookie == null || (!from.isHttps() && hidesSecureOne(cookie, now))) {
        continue;
      }
      if (cookie.expired(now)) {
        remove(cookie);
      } else {
        add(cookie);
      }
    }
  }

  /// Returns the field `Cookie` of a request, or null for none.
  ///
  /// @param own what the request has itself
  @Nullable String fieldFor(ClientURL url, @Nullable String own, Instant now) {
    List<Kept> found = new ArrayList<>();
    synchronized (lock) {
      for (String domain = url.host(); domain != null; domain = parentOf(domain)) {
        Map<Key, Kept> kept = domains.get(domain);
        if (kept != null) {
          int before = kept.size();
          kept.values().removeIf(it -> it.cookie.expired(now));
          count -= before - kept.size();
          kept.values().stream().filter(it -> it.cookie.goesTo(url)).forEach(found::add);
          if (kept.isEmpty()) {
            domains.remove(domain);
          }
        }
      }
    }
    if (found.isEmpty()) {
      return own;
    }
    found.sort(AS_SENT);
    return join(own, found);
  }

  private static String join(@Nullable String own, List<Kept> found) {
    Set<String> ownNames = own == null ? Set.of() : HTTPUtil.parseCookie(own).keySet();
    var field = new StringBuilder(own == null ? "" : own);
    for (Kept kept : found) {
      if (!ownNames.contains(kept.cookie.name())) {
        field.append(field.isEmpty() ? "" : "; ");
        field.append(kept.cookie.name()).append('=').append(kept.cookie.value());
      }
    }
    return field.toString();
  }

  /// Tells whether a cookie that came over http would stand in the way of one that goes over https only: who sits on the line could set
  /// another's session so.
  private boolean hidesSecureOne(Cookie cookie, Instant now) {
    synchronized (lock) {
      return domains.entrySet().stream()
          .filter(entry ->
              Cookie.domainMatches(entry.getKey(), cookie.domain())
                  || Cookie.domainMatches(cookie.domain(), entry.getKey()))
          .flatMap(entry -> entry.getValue().values().stream())
          .map(Kept::cookie)
          .anyMatch(other ->
              other.secure()
                  && !other.expired(now)
                  && other.name().equals(cookie.name())
                  && Cookie.pathMatches(cookie.path(), other.path()));
    }
  }

  private void remove(Cookie cookie) {
    removeIf(other ->
        other.name().equals(cookie.name())
            && other.domain().equals(cookie.domain())
            && other.path().equals(cookie.path()));
  }

  private void makeRoom(Map<Key, Kept> changed) {
    if (changed.size() > MAX_OF_DOMAIN) {
      removeOldest(List.of(changed));
    }
    if (count > MAX_IN_ALL) {
      removeOldest(domains.values());
    }
  }

  private void removeOldest(Collection<Map<Key, Kept>> from) {
    from.stream()
        .flatMap(kept -> kept.values().stream())
        .min(Comparator.comparingLong(Kept::number))
        .ifPresent(oldest -> remove(oldest.cookie));
  }

  private static @Nullable String parentOf(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? null : domain.substring(dot + 1);
  }
}
