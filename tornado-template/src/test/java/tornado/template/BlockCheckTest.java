// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Blocks that no template shows, as [Loader#check] reports them.
@Once
final class BlockCheckTest {
  private static final String BASE = "{% block title %}{% endblock %}{{ block('asked') }}";

  private static List<String> problems(String page) {
    var templates = new HashMap<String, String>();
    templates.put("base", BASE);
    templates.put(
        "layout",
        "{% extends 'base' %}{% block title %}{% block inner %}{% endblock %}{% endblock %}");
    templates.put("open", "{% block title %}{% endblock %}{{ block(x) }}");
    templates.put("page", page);
    return Loader.of(templates).check().stream().map(TemplateError::getMessage).toList();
  }

  @Test
  void blockThatNoParentHasIsReported() {
    assertThat(problems("{% extends 'layout' %}\n{% block titel %}{% endblock %}"))
        .containsExactly("block is shown by no parent: titel, did you mean 'title'? at page:2");
  }

  @Test
  void blockOfAnEmbedIsReported() {
    assertThat(problems("{% embed 'base' %}\n{% block titel %}{% endblock %}{% endembed %}"))
        .containsExactly("block is shown by no parent: titel, did you mean 'title'? at page:2");
  }

  @Test
  void blockWithinOneThatIsReportedIsNot() {
    assertThat(
            problems("{% extends 'base' %}{% block a %}{% block b %}{% endblock %}{% endblock %}"))
        .containsExactly("block is shown by no parent: a at page:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% block any %}{% endblock %}",
        "{% extends 'layout' %}{% block title %}{% endblock %}",
        "{% extends 'layout' %}{% block inner %}{% endblock %}",
        "{% extends 'layout' %}{% block asked %}{% endblock %}",
        "{% extends 'base' %}{% block title %}{% block new %}{% endblock %}{% endblock %}",
        "{% extends 'base' %}{% block title %}{{ block('own') }}{% endblock %}{% block own %}{% endblock %}",
        "{% extends 'base' %}{% macro m() %}{% block own %}{% endblock %}{% endmacro %}",
        "{% embed 'base' %}{% block title %}{% endblock %}{% endembed %}{% block other %}{% endblock %}"
      })
  void blockThatIsShownIsNotReported(String page) {
    assertThat(problems(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% extends x %}{% block other %}{% endblock %}",
        "{% extends 'open' %}{% block other %}{% endblock %}",
        "{% extends 'base' %}{% block title %}{{ block(x) }}{% endblock %}{% block other %}{% endblock %}",
        "{% extends 'page' %}{% block other %}{% endblock %}"
      })
  void whereOnlyRenderingShowsThemNothingIsReported(String page) {
    assertThat(problems(page)).isEmpty();
  }

  @Test
  void missingParentIsReportedAlone() {
    assertThat(problems("{% extends 'nowhere' %}{% block b %}{% endblock %}"))
        .singleElement()
        .asString()
        .startsWith("template does not exist: nowhere");
  }

  @Test
  void rendersAsBefore() {
    var loader =
        Loader.of(Map.of("base", BASE, "page", "{% extends 'base' %}{% block b %}x{% endblock %}"));

    assertThat(loader.load("page").generateString(Map.of())).isEmpty();
  }
}
