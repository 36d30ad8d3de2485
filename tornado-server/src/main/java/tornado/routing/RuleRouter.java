// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;

/// A router of rules, tried in order: the first that matches and whose target has a delegate wins.
///
/// Tornado: `routing.RuleRouter` and `routing.ReversibleRuleRouter` in one.
///
/// **Thread**: loop; `reverseUrl` any. Rules are added before requests come.
public final class RuleRouter extends Router implements ReversibleRouter {
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Rule> named = new HashMap<>();

  /// Makes a router of `rules`.
  public RuleRouter(List<Rule> rules) {
    addRules(rules);
  }

  /// Adds rules behind those there are. Of two with one name the later counts, which is logged as a warning.
  public void addRules(List<Rule> more) {
    for (Rule rule : more) {
      rules.add(rule);
      String name = rule.name();
      if (name != null && named.put(name, rule) != null) {
        LoggerFactory.getLogger("tornado.application")
            .warn("multiple rules named {}; replacing previous value", name);
      }
    }
  }

  /// Returns the rules in order.
  public List<Rule> rules() {
    return List.copyOf(rules);
  }

  @Override
  public @Nullable HTTPMessageDelegate findHandler(HTTPServerRequest request) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Match match = rule.matcher().match(request);
      if (match != null) {
        HTTPMessageDelegate delegate = rule.target().delegateFor(request, match);
        if (delegate != null) {
          return delegate;
        }
      }
    }
    return null;
  }

  @Override
  public @Nullable String reverseUrl(String name, Object... args) {
    Rule own = named.get(name);
    if (own != null) {
      return own.matcher().reverse(args);
    }
    for (Rule rule : rules) {
      if (rule.target() instanceof RouterTarget(Router router)
          && router instanceof ReversibleRouter nested) {
        String url = nested.reverseUrl(name, args);
        if (url != null) {
          return url;
        }
      }
    }
    return null;
  }
}
