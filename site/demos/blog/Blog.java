import module tornado.server;
import module java.sql;
import java.nio.file.Path;
import java.sql.Timestamp;
import com.zaxxer.hikari.HikariDataSource;

record Entry(String slug, String title, String html, Timestamp published) {}

/// JDBC to a server would only park this request's virtual thread. An embedded database also computes and reads files in
/// the caller's thread, so this handler runs beside the IOLoop, not on it.
@Blocking
class HomeHandler extends RequestHandler {
    private final DataSource db;

    HomeHandler(DataSource db) {
        this.db = db;
    }

    @Override
    public void get() throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var connection = db.getConnection();
                var rows = connection.createStatement().executeQuery(
                        "select slug, title, html, published from entries order by published desc limit 5")) {
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3), rows.getTimestamp(4)));
            }
        }
        render("home.html", Map.of("entries", entries));
    }
}

/// `{% module Entry(entry) %}` in a template: a piece of page that brings its own stylesheet.
class EntryModule extends UIModule {
    @Override
    public String render(Object... args) {
        return renderString("modules/entry.html", Map.of("entry", args[0]));
    }

    @Override
    public List<String> cssFiles() {
        return List.of("entry.css");
    }
}

void main(String[] args) throws Exception {
    var db = new HikariDataSource();
    db.setJdbcUrl(args.length > 0 ? args[0] : "jdbc:h2:mem:blog;INIT=RUNSCRIPT FROM 'schema.sql'");
    Application.builder()
            .route("/", () -> new HomeHandler(db))
            .templatePath(Path.of("templates"))
            .staticPath(Path.of("static"))
            .uiModule("Entry", EntryModule::new)
            .xsrfCookies(true)
            .cookieSecret("61oETzKXQAGaYdkL5gEmGeJJFuYh7EQnp2XdTP1o")
            .debug(true)
            .build()
            .listen(8888);
    IOLoop.current().start();
}
