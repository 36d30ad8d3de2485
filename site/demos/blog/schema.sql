-- Runs at each connection that the pool opens, so it changes nothing that is there.
create table if not exists entries (
    slug varchar(100) primary key,
    title varchar(200) not null,
    html varchar not null,
    published timestamp not null
);

insert into entries (slug, title, html, published)
select slug, title, html, published from (values
    ('first-light', 'First light', '<p>The station is up: one mast, one barometer, one loop that listens to both.</p>',
        timestamp '2026-03-02 07:30:00'),
    ('what-a-front-is', 'What a front is', '<p>Two bodies of air meet, and neither gives way. The warm one climbs; the rest is rain.</p>',
        timestamp '2026-04-11 18:05:00'),
    ('wind-and-rain', 'Wind & rain', '<p>Nine hours of it. The gauge holds <strong>40 mm</strong>, so that is all we know.</p>',
        timestamp '2026-05-20 21:40:00'),
    ('tags-in-titles', 'How to write <b>bold</b> in a title',
        '<p>You can''t: a title is text, and the page shows it as it was typed. The body is HTML and may say <em>what it likes</em>.</p>',
        timestamp '2026-06-14 12:00:00'),
    ('reading-a-barometer', 'Reading a barometer',
        '<p>The number matters less than where it is going:</p><ul><li>falling slowly: a grey day;</li><li>falling fast: bring the boat in.</li></ul>',
        timestamp '2026-08-01 09:15:00'),
    ('funnel', 'A funnel, "far" away', '<p>Seen at dusk behind the hills. It never touched the ground, and neither did we, for an hour.</p>',
        timestamp '2026-09-23 19:50:00')
) as first_entries (slug, title, html, published)
where not exists (select * from entries);
