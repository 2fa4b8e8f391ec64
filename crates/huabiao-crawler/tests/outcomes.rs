//! Every outcome comes from a server that makes it.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::time::Duration;

use huabiao_crawler::{Config, Crawler, Pin};
use huabiao_facts::{Outcome, SiteFacts};
use support::{
    Asked, Reply, Web, config, gzip, html, links, page, profile, redirect, redirect_with_cookie,
    serve, status, today, typed,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const HOST: &str = "www.one.gov.cn";

async fn crawl(web: &Web) -> SiteFacts {
    crawl_with(config(vec![web.pin(HOST)])).await
}

async fn crawl_with(config: Config) -> SiteFacts {
    Crawler::new(config)
        .unwrap()
        .crawl(&profile(HOST), today(), Vec::new())
        .await
}

fn url(path: &str) -> String {
    format!("http://{HOST}{path}")
}

#[track_caller]
fn assert_outcome(facts: &SiteFacts, path: &str, word: &str) {
    let url = if path.contains("://") {
        path.to_owned()
    } else {
        url(path)
    };
    let target = facts
        .targets
        .get(&url)
        .unwrap_or_else(|| panic!("{url} is not in {:#?}", facts.targets.keys()));
    assert_eq!(target.outcome.to_string(), word, "{url}: {target:?}");
}

/// A site whose home page links to `paths`; there is no robots.txt.
async fn site(
    paths: &'static [&'static str],
    handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
) -> Web {
    serve(move |asked| match asked.path.as_str() {
        "/" => html(&links(paths)),
        "/robots.txt" => status(404),
        _ => handler(asked),
    })
    .await
}

#[tokio::test]
async fn statuses() {
    let web = site(
        &[
            "/200", "/404", "/410", "/500", "/502", "/503", "/403", "/429", "/401", "/400",
        ],
        |asked| match asked.path[1..].parse() {
            Ok(200) => html("<p>在这里</p>"),
            Ok(code) => status(code),
            Err(_) => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    for (path, word) in [
        ("/200", "ok.200"),
        ("/404", "dead.404"),
        ("/410", "dead.410"),
        ("/500", "dead.500"),
        ("/502", "dead.502"),
        ("/503", "unknown.status-503"),
        ("/403", "unknown.blocked"),
        ("/429", "unknown.blocked"),
        ("/401", "unknown.login"),
        ("/400", "unknown.status-400"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert_eq!(web.count("www.one.gov.cn/200"), 1);
    assert_eq!(web.count("www.one.gov.cn/404"), 2);
    assert_eq!(web.count("www.one.gov.cn/500"), 3);
    assert_eq!(web.count("www.one.gov.cn/403"), 1);
    assert_eq!(facts.targets[&url("/500")].attempts, 3);
    assert_eq!(facts.visits.len(), 1);
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_eq!(facts.home().unwrap().page.url, url("/"));
}

#[tokio::test]
async fn one_success_among_failures_is_ok() {
    let web = site(&["/flaps", "/recovers", "/worsens"], |asked| {
        match (asked.path.as_str(), asked.before) {
            ("/flaps", 0 | 1) => status(500),
            ("/recovers", 0) => status(404),
            ("/worsens", n) => status(if n % 2 == 0 { 500 } else { 502 }),
            ("/flaps" | "/recovers", _) => html("<a href=/deep>更多</a><p>恢复了</p>"),
            ("/deep", _) => html("<p>深处</p>"),
            _ => status(404),
        }
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/flaps", "ok.200");
    assert_outcome(&facts, "/recovers", "ok.200");
    assert_outcome(&facts, "/worsens", "unknown.status-502");
    assert_outcome(&facts, "/deep", "ok.200");
    assert_eq!(facts.targets[&url("/flaps")].attempts, 3);
}

#[tokio::test]
async fn redirects() {
    let web = site(
        &[
            "/to-page", "/to-404", "/loop", "/alone", "/long/0", "/cookie", "/cookie-loop", "/bounce",
            "/login", "/to-outside", "/no-target",
        ],
        |asked| match asked.path.as_str() {
            "/to-page" => redirect("/page"),
            "/page" => html("<p>内容</p>"),
            "/to-404" => redirect("/gone"),
            "/loop" => redirect("/loop2"),
            "/loop2" => redirect("/loop"),
            "/alone" => redirect("/alone"),
            "/cookie" if asked.cookie.contains("seen=1") => html("<p>有了</p>"),
            "/cookie" => redirect_with_cookie("/cookie", "seen=1; Path=/"),
            "/cookie-loop" => redirect_with_cookie("/cookie-loop", "x=1"),
            "/bounce" => redirect("/login"),
            "/login" => page(
                "用户登录",
                "<h1>用户登录</h1><form action=/do method=post><input name=u><input type=password name=p><button>登录</button></form>",
            ),
            "/to-outside" => redirect("http://other.gov.cn/x"),
            "/no-target" => status(302),
            path => match path.strip_prefix("/long/").and_then(|n| n.parse::<u32>().ok()) {
                Some(n) => redirect(&format!("/long/{}", n + 1)),
                None => status(404),
            },
        },
    )
    .await;
    let facts = crawl_with(config(vec![
        web.pin(HOST),
        "other.gov.cn:80:127.0.0.1:1".parse().unwrap(),
    ]))
    .await;
    for (path, word) in [
        ("/to-page", "ok.200"),
        ("/to-404", "dead.404"),
        ("/loop", "dead.redirect-loop"),
        ("/alone", "dead.redirect-loop"),
        ("/long/0", "unknown.redirect-limit"),
        ("/cookie", "ok.200"),
        ("/cookie-loop", "unknown.challenge"),
        ("/bounce", "unknown.login"),
        ("/login", "ok.200"),
        ("/to-outside", "dead.refused"),
        ("/no-target", "unknown.status-302"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert_eq!(
        facts.targets[&url("/to-page")].landed.as_deref(),
        Some(url("/page").as_str())
    );
    assert_eq!(web.count("www.one.gov.cn/page"), 1);
}

#[tokio::test]
async fn scripts_and_refreshes_are_followed() {
    let web = site(
        &["/js", "/meta", "/fine", "/slow-refresh"],
        |asked| match asked.path.as_str() {
            "/js" => html("<script>window.location.href='/error.html';</script>"),
            "/meta" => html("<meta http-equiv=refresh content='0;url=/gone'>"),
            "/fine" => html("<meta http-equiv=refresh content='0;url=/real'>"),
            "/slow-refresh" => {
                html("<meta http-equiv=refresh content='300;url=/gone'><p>数据每五分钟更新一次</p>")
            }
            "/error.html" => page(
                "404 页面不存在",
                "<h1>404</h1><p>您访问的页面不存在或已被删除</p>",
            ),
            "/real" => html("<p>真实内容</p>"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/js", "dead.script-redirect");
    assert_outcome(&facts, "/meta", "dead.script-redirect");
    assert_outcome(&facts, "/fine", "ok.200");
    assert_outcome(&facts, "/slow-refresh", "ok.200");
}

#[tokio::test]
async fn pages_that_say_so_are_soft_errors() {
    let web = site(&["/soft"], |asked| match asked.path.as_str() {
        "/soft" => page(
            "404 页面不存在",
            "<h1>404</h1><p>您访问的页面不存在或已被删除</p>",
        ),
        _ => status(404),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/soft", "dead.soft");
    assert_eq!(web.count("www.one.gov.cn/soft"), 2);
}

#[tokio::test]
async fn what_equals_the_answer_for_nowhere_is_a_soft_error() {
    let web = site(&["/missing/1.html", "/there.html"], |asked| match asked.path.as_str() {
        "/there.html" => page("关于春季植树的通知", "<h1>关于春季植树的通知</h1><p>各科室：定于本周六上午开展植树活动，请准时参加，自带工具。</p>"),
        _ => page("温馨提示", "<div><p>您所要查看的资料正在整理归档之中，请过一段时间再来查看，感谢您的理解与支持。</p></div>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/missing/1.html", "dead.soft");
    assert_outcome(&facts, "/there.html", "ok.200");
}

#[tokio::test]
async fn redirects_home_are_dead_only_where_nowhere_goes_home_too() {
    let all_home = site(&["/old/1.html", "/index.html"], |_| redirect("/")).await;
    let facts = crawl(&all_home).await;
    assert_outcome(&facts, "/old/1.html", "dead.soft");
    assert_outcome(&facts, "/index.html", "ok.200");

    let some_home = site(&["/old/1.html"], |asked| match asked.path.as_str() {
        "/old/1.html" => redirect("/"),
        _ => status(404),
    })
    .await;
    let facts = crawl(&some_home).await;
    assert_outcome(&facts, "/old/1.html", "ok.200");
}

#[tokio::test]
async fn an_application_that_answers_everything_alike_is_not_accused() {
    let shell = || html("<div id=app></div><script src=/app.js></script>");
    let web = serve(move |asked| match asked.path.as_str() {
        "/" => html(&links(&["/list/1", "/list/2"])),
        "/robots.txt" => status(404),
        _ => shell(),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/list/1", "ok.200");
    assert_outcome(&facts, "/list/2", "ok.200");
}

#[tokio::test]
async fn bombs_slow_hosts_and_nonsense_are_unknown() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        bomb.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let web = site(&["/bomb", "/slow", "/broken"], move |asked| {
        match asked.path.as_str() {
            "/bomb" => gzip(bomb.clone()),
            "/slow" => Reply {
                after: Duration::from_secs(60),
                ..html("")
            },
            "/broken" => gzip(b"this is not gzip at all".to_vec()),
            _ => status(404),
        }
    })
    .await;
    let config = Config {
        timeout: Duration::from_millis(700),
        max_body: 1 << 20,
        ..config(vec![web.pin(HOST)])
    };
    let facts = crawl_with(config).await;
    assert_outcome(&facts, "/bomb", "unknown.too-large");
    assert_outcome(&facts, "/slow", "unknown.timeout");
    assert_outcome(&facts, "/broken", "unknown.protocol");
    assert_eq!(facts.targets[&url("/slow")].attempts, 2);
    assert_eq!(web.count("www.one.gov.cn/bomb"), 1);
}

#[tokio::test]
async fn robots_are_obeyed() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/open/1", "/closed/1", "/closed/open/1"])),
        "/robots.txt" => typed(
            "text/plain",
            "User-agent: *\nDisallow: /closed/\nAllow: /closed/open/\n",
        ),
        _ => html("<p>内容</p>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/open/1", "ok.200");
    assert_outcome(&facts, "/closed/1", "skipped.robots");
    assert_outcome(&facts, "/closed/open/1", "ok.200");
    assert_eq!(web.count("www.one.gov.cn/closed/1"), 0);
    assert_eq!(web.count("www.one.gov.cn/robots.txt"), 1);
    assert_eq!(facts.coverage.robots, 1);
}

#[tokio::test]
async fn robots_that_fail_close_all_but_the_home_page() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/a"])),
        "/robots.txt" => status(500),
        _ => html(""),
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_outcome(&facts, "/a", "skipped.robots");
}

#[tokio::test]
async fn a_home_page_that_robots_forbid_is_never_dead() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => typed("text/plain", "User-agent: *\nDisallow: /\n"),
        _ => status(500),
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Robots);
    assert_eq!(web.count("www.one.gov.cn/"), 0);
}

#[tokio::test]
async fn a_site_that_fails_is_dead_after_confirmation() {
    let web = serve(|_| status(500)).await;
    let crawler = Crawler::new(config(vec![web.pin(HOST)])).unwrap();
    assert_eq!(
        crawler.visit(&profile(HOST)).await.outcome,
        Outcome::DeadStatus(500)
    );
    assert_eq!(web.count("www.one.gov.cn/"), 3);
    let closed: Pin = format!("{HOST}:80:127.0.0.1:1").parse().unwrap();
    let crawler = Crawler::new(config(vec![closed])).unwrap();
    assert_eq!(
        crawler.visit(&profile(HOST)).await.outcome,
        Outcome::DeadRefused
    );
}

#[tokio::test]
async fn private_addresses_are_refused_also_behind_a_redirect() {
    let web = site(
        &[
            "http://127.0.0.1/a",
            "http://2130706433/b",
            "http://[::ffff:10.0.0.1]/c",
            "http://localhost/d",
            "http://169.254.169.254/latest",
            "/to-private",
            "http://1.1.1.1:25/mail",
        ],
        |asked| match asked.path.as_str() {
            "/to-private" => redirect("http://192.168.1.1/admin"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    for path in [
        "http://127.0.0.1/a",
        "http://[::ffff:a00:1]/c",
        "http://localhost/d",
        "http://169.254.169.254/latest",
        "/to-private",
        "http://1.1.1.1:25/mail",
    ] {
        assert_outcome(&facts, path, "skipped.private");
    }
}

#[tokio::test]
async fn private_addresses_are_asked_when_allowed() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        _ => html("<p>内容</p>"),
    })
    .await;
    let host = web.addr.to_string();
    let open = Crawler::new(Config {
        allow_private: true,
        ..config(Vec::new())
    })
    .unwrap();
    assert_eq!(open.visit(&profile(&host)).await.outcome, Outcome::Ok(200));
    let closed = Crawler::new(config(Vec::new())).unwrap();
    assert_eq!(
        closed.visit(&profile(&host)).await.outcome,
        Outcome::Private
    );
}

#[tokio::test]
async fn pins_hold_for_ports_too() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/host"])),
        "/robots.txt" => status(404),
        _ => page(&asked.host, "<p>内容</p>"),
    })
    .await;
    let host = "www.two.gov.cn:8080";
    let pin: Pin = format!("{host}:{}", web.addr).parse().unwrap();
    let facts = Crawler::new(config(vec![pin]))
        .unwrap()
        .crawl(&profile(host), today(), Vec::new())
        .await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_outcome(&facts, "http://www.two.gov.cn:8080/host", "ok.200");
    assert_eq!(web.count("www.two.gov.cn:8080/host"), 1);
}

#[tokio::test]
async fn other_schemes_invalid_addresses_and_unknown_names() {
    let web = site(
        &[
            "mailto:a@example.com",
            "ftp://a.gov.cn/x",
            "http://no-such-name.invalid/",
            "/moved",
        ],
        |asked| match asked.path.as_str() {
            "/moved" => html("<script>location.href='http://no-such-name.invalid/';</script>"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "ftp://a.gov.cn/x", "skipped.scheme");
    // Without a network the resolver cannot say that there is no such name; and even
    // with one it has resolved nothing else here.
    assert_outcome(&facts, "http://no-such-name.invalid/", "unknown.dns");
    assert_outcome(&facts, "/moved", "unknown.dns");
}

#[tokio::test]
async fn external_links_and_assets_are_asked_once() {
    let other = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        "/parked" => page("澳门新葡京娱乐场", "<p>最好的线上博彩平台</p>"),
        "/big" => typed("application/zip", vec![0_u8; 4 << 20]),
        "/ok" => html("<p>好</p>"),
        _ => status(404),
    })
    .await;
    let web = serve(|asked| match asked.path.as_str() {
        "/" | "/second" => html(&format!(
            "{}<img src=/logo.png><img src=/gone.png>",
            links(&[
                "http://out.example.com/ok",
                "http://out.example.com/no",
                "http://out.example.com/big",
                "http://out.example.com/parked",
                "/second",
                "/a.pdf"
            ]),
        )),
        "/logo.png" => typed("image/png", vec![1_u8; 100]),
        "/a.pdf" => typed("application/pdf", vec![1_u8; 1 << 20]),
        _ => status(404),
    })
    .await;
    let config = config(vec![
        web.pin(HOST),
        other.pin("out.example.com"),
        web.pin("www.three.gov.cn"),
    ]);
    let crawler = Crawler::new(config).unwrap();
    let facts = crawler.crawl(&profile(HOST), today(), Vec::new()).await;
    for (path, word) in [
        ("http://out.example.com/ok", "ok.200"),
        ("http://out.example.com/no", "dead.404"),
        ("http://out.example.com/big", "ok.200"),
        ("http://out.example.com/parked", "ok.200"),
        ("/logo.png", "ok.200"),
        ("/gone.png", "dead.404"),
        ("/a.pdf", "ok.200"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert!(
        !facts.targets["http://out.example.com/parked"]
            .takeover
            .is_empty()
    );
    // Another site of the same run asks nothing of the outside again.
    let again = crawler
        .crawl(&profile("www.three.gov.cn"), today(), Vec::new())
        .await;
    assert_outcome(&again, "http://out.example.com/no", "dead.404");
    for path in ["/ok", "/big", "/parked"] {
        assert_eq!(other.count(&format!("out.example.com{path}")), 1, "{path}");
    }
    assert_eq!(other.count("out.example.com/no"), 2);
}

#[tokio::test]
async fn budgets_are_kept() {
    let web = site(&["/d/0", "/x", "/y", "/z"], |asked| {
        match asked.path.strip_prefix("/d/") {
            Some(n) => html(&format!(
                "<a href=/d/{}>下一层</a>",
                n.parse::<u32>().unwrap() + 1
            )),
            None => html("<p>内容</p>"),
        }
    })
    .await;
    let pins = vec![web.pin(HOST)];
    let facts = crawl_with(Config {
        max_depth: 2,
        ..config(pins.clone())
    })
    .await;
    assert_outcome(&facts, "/d/1", "ok.200");
    assert_outcome(&facts, "/d/2", "skipped.budget");
    assert_eq!(facts.coverage.over_budget, 1);
    let facts = crawl_with(Config {
        max_pages: 3,
        ..config(pins.clone())
    })
    .await;
    assert_outcome(&facts, "/x", "ok.200");
    assert_outcome(&facts, "/y", "skipped.budget");
    let slow = site(&["/a"], |_| Reply {
        after: Duration::from_secs(60),
        ..html("")
    })
    .await;
    let facts = crawl_with(Config {
        site_time: Duration::from_millis(500),
        ..config(vec![slow.pin(HOST)])
    })
    .await;
    assert!(
        facts
            .targets
            .values()
            .all(|target| !target.outcome.is_dead())
    );
}

#[tokio::test]
async fn endless_series_end() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/calendar?year=2026&month=11", "/event?n=1"])),
        "/robots.txt" => status(404),
        path => {
            if let Some(n) = path.strip_prefix("/event?n=").and_then(|n| n.parse::<u32>().ok()) {
                let more: String = (1..30).map(|i| format!("<a href='/event?n={}'>{i}</a>", n * 30 + i)).collect();
                return page("活动日程", &format!("<div><p>第{n}天：今天没有安排任何公开活动，请查看其他日期。</p></div>{more}"));
            }
            let number = |name: &str| -> u32 {
                let rest = path.split(&format!("{name}=")).nth(1).unwrap();
                rest.split('&').next().unwrap().parse().unwrap()
            };
            let (y, m) = (number("year"), number("month"));
            let (y, m) = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
            page("日历", &format!("<p>{y}年{m}月</p><a href='/calendar?year={y}&month={m}'>下月</a>"))
        }
    })
    .await;
    let facts = crawl_with(Config {
        max_depth: 50,
        ..config(vec![web.pin(HOST)])
    })
    .await;
    assert_outcome(&facts, "/calendar?year=2027&month=11", "ok.200");
    assert_outcome(&facts, "/calendar?year=2027&month=12", "skipped.trap");
    let traps = facts
        .targets
        .values()
        .filter(|t| t.outcome == Outcome::Trap)
        .count();
    assert!(traps > 100, "{traps}");
    assert!(facts.coverage.pages < 80, "{:?}", facts.coverage);
}

#[tokio::test]
async fn sessions_do_not_multiply_pages() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        path => {
            let id = path.len() * 7919 + path.bytes().map(usize::from).sum::<usize>();
            html(&format!(
                "<p>内容</p><a href='/show.do;jsessionid={id:032X}?id=1'>一</a><a href='/show.do;jsessionid={id:032X}?id=2'>二</a>"
            ))
        }
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.coverage.pages, 3, "{:#?}", facts.targets.keys());
    assert!(facts.targets.len() >= 5);
    assert!(facts.targets.values().all(|target| target.outcome.is_ok()));
}

#[tokio::test]
async fn a_connection_that_is_cut_is_not_dead() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = [0; 2048];
                let n = stream.read(&mut buffer).await.unwrap_or_default();
                if buffer[..n].starts_with(b"GET /robots.txt") {
                    let _ = stream
                        .write_all(
                            b"HTTP/1.1 404 no\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                        )
                        .await;
                } else if buffer[..n].starts_with(b"GET /odd") {
                    let _ = stream.write_all(b"220 this is mail\r\n").await;
                }
            });
        }
    });
    let pin: Pin = format!("cut.example.com:80:{addr}").parse().unwrap();
    let web = site(
        &["http://cut.example.com/x", "http://cut.example.com/odd"],
        |_| status(404),
    )
    .await;
    let facts = crawl_with(config(vec![web.pin(HOST), pin])).await;
    assert_outcome(&facts, "http://cut.example.com/x", "unknown.blocked");
    assert_outcome(&facts, "http://cut.example.com/odd", "unknown.protocol");
}

#[tokio::test]
async fn a_home_page_behind_redirects_is_the_home_page() {
    let web = serve(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        (_, "/robots.txt") => status(404),
        ("one.gov.cn", "/") => redirect("http://www.one.gov.cn/"),
        ("www.one.gov.cn", "/") => html("<script>location.href='/index.html'</script>"),
        ("www.one.gov.cn", "/index.html") => html(&links(&["/", "/a.html"])),
        ("www.one.gov.cn", "/a.html") => html("<p>内容</p>"),
        _ => status(404),
    })
    .await;
    let crawler = Crawler::new(config(vec![web.pin("one.gov.cn"), web.pin(HOST)])).unwrap();
    let mut profile = profile("one.gov.cn");
    profile.home = "one.gov.cn".to_owned();
    let facts = crawler.crawl(&profile, today(), Vec::new()).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_eq!(facts.home().unwrap().page.url, url("/index.html"));
    assert_outcome(&facts, "/a.html", "ok.200");
    assert_outcome(&facts, "/", "ok.200");
}

#[tokio::test]
async fn concurrency_changes_nothing() {
    let web = serve(|asked| {
        if asked.path == "/robots.txt" {
            return status(404);
        }
        let digits: String = asked.path.chars().skip(1).take_while(|c| *c != '?').filter(char::is_ascii_digit).collect();
        let n: u32 = digits.parse().unwrap_or(1);
        let delay = Duration::from_millis(u64::from(n * 7 % 5));
        let reply = match n {
            _ if n.is_multiple_of(13) => status(404),
            _ if n.is_multiple_of(11) => redirect(&format!("/p/{}", n + 3)),
            _ => {
                let links: String = (0..5)
                    .map(|i| {
                        let (to, picture) = ((n * 3 + i) % 200, (n + i * 5) % 80);
                        format!("<a href='/p/{to}?b={i}&a=1'>x</a><a href='/p/{to}?a=1&b={i}'>x</a><img src='/i/{picture}.png'>")
                    })
                    .collect();
                let word: String = (0..9).filter_map(|i| char::from_u32(0x4e00 + n * 9 + i)).collect();
                page(&format!("第{n}页"), &format!("<p>{word}</p>{links}"))
            }
        };
        Reply {
            after: delay,
            ..reply
        }
    })
    .await;
    let mut found = Vec::new();
    for connections in [1, 3, 16] {
        let config = Config {
            connections,
            per_host: connections,
            max_pages: 100,
            max_checks: 30,
            ..config(vec![web.pin(HOST)])
        };
        let mut facts = crawl_with(config).await;
        for page in &mut facts.pages {
            page.at = chrono::DateTime::UNIX_EPOCH;
        }
        for target in facts.targets.values_mut() {
            target.at = None;
        }
        facts.visits.clear();
        found.push(facts);
    }
    assert!(found[0].pages.len() > 50, "{}", found[0].pages.len());
    assert!(found[0].coverage.over_budget > 0);
    for facts in &found[1..] {
        let order = |facts: &SiteFacts| {
            facts
                .pages
                .iter()
                .map(|p| p.requested.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(order(facts), order(&found[0]));
        for (url, target) in &found[0].targets {
            assert_eq!(facts.targets.get(url), Some(target), "{url}");
        }
        assert_eq!(facts.coverage, found[0].coverage);
        assert!(*facts == found[0], "not the same");
    }
}

#[tokio::test]
async fn politeness_keeps_its_distance() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/a", "/b", "/c", "/d"])),
        "/robots.txt" => typed("text/plain", "User-agent: *\nCrawl-delay: 0.1\n"),
        _ => html("<p>内容</p>"),
    })
    .await;
    let began = std::time::Instant::now();
    let facts = crawl(&web).await;
    assert_eq!(facts.coverage.pages, 5);
    // Home, probe and four pages: five pauses. Never less; how much more is the machine's.
    assert!(began.elapsed() >= Duration::from_millis(450));
}

#[tokio::test]
async fn a_home_page_that_is_no_address_is_invalid() {
    let mut profile = profile(HOST);
    profile.home = "http://www.one.gov.cn:99999/".to_owned();
    let crawler = Crawler::new(config(Vec::new())).unwrap();
    assert_eq!(crawler.visit(&profile).await.outcome, Outcome::DeadInvalid);
}

#[tokio::test]
async fn crawls_run_side_by_side_and_say_how_far_they_are() {
    let web = site(&["/a", "/b", "/gone"], |asked| match asked.path.as_str() {
        "/gone" => status(404),
        _ => html("<p>内容</p>"),
    })
    .await;
    let done = std::sync::Arc::new(std::sync::Mutex::new((0, 0)));
    let seen = std::sync::Arc::clone(&done);
    let crawler = Crawler::new(config(vec![web.pin(HOST)]))
        .unwrap()
        .on_progress(move |progress| *seen.lock().unwrap() = (progress.done, progress.known));
    let task =
        tokio::spawn(async move { crawler.crawl(&profile(HOST), today(), Vec::new()).await });
    assert_eq!(task.await.unwrap().coverage.pages, 3);
    assert_eq!(*done.lock().unwrap(), (4, 4));
}

#[tokio::test]
async fn a_crawl_that_is_dropped_asks_no_more() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        path => Reply {
            after: Duration::from_millis(20),
            ..html(&format!("<a href='{path}x'>x</a><a href='{path}y'>y</a>"))
        },
    })
    .await;
    let crawler = Crawler::new(config(vec![web.pin(HOST)])).unwrap();
    let profile = profile(HOST);
    let crawl = crawler.crawl(&profile, today(), Vec::new());
    assert!(
        tokio::time::timeout(Duration::from_millis(300), crawl)
            .await
            .is_err()
    );
    tokio::time::sleep(Duration::from_millis(100)).await;
    let asked = web.counts.lock().unwrap().len();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(web.counts.lock().unwrap().len(), asked);
}
