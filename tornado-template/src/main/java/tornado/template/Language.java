// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.ExtensionRegistry;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.extension.core.MaxFunction;
import io.pebbletemplates.pebble.extension.core.MinFunction;
import io.pebbletemplates.pebble.extension.core.ReverseFilter;
import io.pebbletemplates.pebble.extension.core.RsortFilter;
import io.pebbletemplates.pebble.extension.core.SortFilter;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The words of the language: Pebble's operators, filters and tests, this package's tags and functions, and as filters the functions that
/// every page of a loader has.
///
/// **Thread**: any.
final class Language extends ExtensionRegistry {
  private final Map<String, Tag> tags;
  private final Set<String> filterNames;

  /// Makes the language of one loader.
  ///
  /// @param functions the names of those that are filters too
  Language(Set<String> functions) {
    var core = new CoreExtension();
    Map<String, Filter> ours = filters(functions);
    filterNames = new HashSet<>(core.getFilters().keySet());
    filterNames.addAll(ours.keySet());
    addExtension(core);
    addOperatorOverridingExtension(new Ours(ours, Set.copyOf(core.getTests().keySet())));
    tags = Tag.all();
  }

  /// What is not Pebble's.
  private static final class Ours extends AbstractExtension {
    private final Map<String, Filter> filters;
    private final Set<String> tests;

    Ours(Map<String, Filter> filters, Set<String> tests) {
      this.filters = filters;
      this.tests = tests;
    }

    @Override
    public Map<String, Filter> getFilters() {
      return filters;
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
      return List.of(new Attributes());
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
      return List.of(
          operator("or", 10, Both.Or::new, BinaryOperatorType.NORMAL),
          operator("and", 15, Both.And::new, BinaryOperatorType.NORMAL),
          operator("is", 20, () -> new IsTest(tests), BinaryOperatorType.TEST),
          operator("is not", 20, () -> new IsTest.Not(tests), BinaryOperatorType.TEST));
    }

    private static BinaryOperator operator(
        String symbol,
        int precedence,
        Supplier<BinaryExpression<?>> node,
        BinaryOperatorType type) {
      return new BinaryOperatorImpl(symbol, precedence, node, type, Associativity.LEFT);
    }
  }

  private static Map<String, Filter> filters(Set<String> functions) {
    var filters = new HashMap<String, Filter>();
    BuiltIns.FUNCTIONS.keySet().forEach(name -> filters.put(name, new FunctionFilter(name)));
    functions.forEach(name -> filters.put(name, new FunctionFilter(name)));
    filters.put("date", new DateText());
    filters.put("escape", new EscapeWith());
    filters.put("format", new FormatText());
    filters.put("nl2br", new LineBreaks());
    filters.put("raw", new Raw());
    filters.put("sort", new OnCopy(new SortFilter()));
    filters.put("rsort", new OnCopy(new RsortFilter()));
    filters.put("reverse", new OnCopy(new ReverseFilter()));
    return filters;
  }

  /// Every name may be called; what it stands for shows when it is.
  @Override
  public Function getFunction(String name) {
    return switch (name) {
      case "max" -> new MaxFunction();
      case "min" -> new MinFunction();
      default -> new Call(name);
    };
  }

  @Nullable Tag tag(String name) {
    return tags.get(name);
  }

  Set<String> tagNames() {
    return tags.keySet();
  }

  Set<String> filterNames() {
    return filterNames;
  }
}
