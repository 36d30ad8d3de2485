// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tornado.web.AddSlash;
import tornado.web.Authenticated;
import tornado.web.RemoveSlash;
import tornado.web.RequestHandler;

/// Where requests lead: groups of paths, slashes, users, hosts.
final class Places {
  private Places() {}

  static final class GroupsHandler extends RequestHandler {
    @Override
    public void get() {
      var groups = new LinkedHashMap<String, Object>();
      groups.put("args", pathKwargs().isEmpty() ? pathArgs() : List.of());
      groups.put("kwargs", pathKwargs());
      write(groups);
    }
  }

  static final class AddSlashHandler extends RequestHandler {
    @Override
    @AddSlash
    public void get() {
      write("slash");
    }

    @Override
    @AddSlash
    public void post() {
      write("slash");
    }
  }

  static final class RemoveSlashHandler extends RequestHandler {
    @Override
    @RemoveSlash
    public void get() {
      write("no slash");
    }

    @Override
    @RemoveSlash
    public void post() {
      write("no slash");
    }
  }

  static final class UserHandler extends RequestHandler {
    private final String login;

    UserHandler(String login) {
      this.login = login;
    }

    @Override
    protected String getLoginUrl() {
      return login;
    }

    @Override
    protected @Nullable Object getCurrentUser() {
      return getQueryArgument("user", null);
    }

    @Override
    @Authenticated
    public void get() {
      write("hello " + currentUser());
    }

    @Override
    @Authenticated
    public void post() {
      get();
    }
  }

  static final class ReverseHandler extends RequestHandler {
    public void get(String name) {
      write(reverseUrl(name, getArgumentsUnstripped("arg").toArray()));
    }
  }

  static final class PlaceHandler extends RequestHandler {
    private final String name;

    PlaceHandler(String name) {
      this.name = name;
    }

    @Override
    public void get() {
      write(name);
    }
  }
}
