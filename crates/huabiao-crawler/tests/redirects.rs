//! Where addresses lead on: headers, scripts, refreshes, the home page.
#![allow(clippy::unwrap_used)]

mod support;

use huabiao_facts::{Class, Outcome};
use support::{
    HOST, assert_outcome, config, crawl, crawl_with, html, page, redirect, redirect_with_cookie,
    refresh, serve, site, status, url,
};

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
        &[
            "/js",
            "/meta",
            "/fine",
            "/header",
            "/header-fine",
            "/slow-refresh",
        ],
        |asked| match asked.path.as_str() {
            "/js" => html("<script>window.location.href='/error.html';</script>"),
            "/meta" => html("<meta http-equiv=refresh content='0;url=/gone'>"),
            "/fine" => html("<meta http-equiv=refresh content='0;url=/real'>"),
            "/header" => refresh("0; url=/gone"),
            "/header-fine" => refresh("0;/real"),
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
    assert_outcome(&facts, "/header", "dead.script-redirect");
    assert_outcome(&facts, "/header-fine", "ok.200");
    assert_outcome(&facts, "/slow-refresh", "ok.200");
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
async fn pages_that_send_each_other_the_reader_were_not_read() {
    let refresh = |to: &str| html(&format!("<meta http-equiv=refresh content='0;url={to}'>"));
    for to in ["/a.html", "/", "/0"] {
        let web = serve(move |asked| match asked.path.as_str() {
            "/" => refresh(to),
            "/a.html" => refresh("/index.html"),
            "/index.html" => refresh("/a.html"),
            path => match path[1..].parse::<u32>() {
                Ok(n) => refresh(&format!("/{}", n + 1)),
                Err(_) => status(404),
            },
        })
        .await;
        let facts = crawl(&web).await;
        assert!(facts.pages.is_empty(), "{to}");
        let outcome = facts.visits[0].outcome;
        assert_eq!(outcome.class(), Class::Unknown, "{to}: {outcome}");
        assert_eq!(facts.targets[&url("/")].outcome, outcome, "{to}");
    }

    let web = serve(|asked| match asked.path.as_str() {
        "/" => html("<meta http-equiv=refresh content='5;url=/'><a href=/x>通知</a>"),
        _ => html("<p>在</p>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/x", "ok.200");
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
}

#[tokio::test]
async fn a_home_page_whose_header_leads_on() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => refresh("0; url=/index.html"),
        "/index.html" => html("<a href=/x>通知</a>"),
        _ => html("<p>在</p>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/x", "ok.200");
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
}
