//! English made strange, for whoever looks for what cannot be translated.

use super::bureau::{API, Bureau, proposes};

const UNKNOWN: &str = "/api/v1/courses/nothing";

#[actix_web::test]
async fn a_pseudo_locale_is_for_whoever_names_it_and_in_no_list() {
    let it = Bureau::open().await;
    let guest = it.campus.guest();
    for (tag, begins) in [("en-XA", "\u{27e6}Ţĥéŕé"), ("ar-XB", "\u{200F}\u{202E}There")] {
        let answer = guest.get(&format!("{UNKNOWN}?lang={tag}")).await;
        assert_eq!(answer.header("content-language"), Some(tag));
        let problem = answer.json();
        let title = problem["title"].as_str().expect("a title");
        assert!(title.starts_with(begins), "{title}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains("nothing")), "{problem:#}");
        // Neither a browser nor a cookie gets there.
        let others = [guest.speaking(tag), guest.with_header("cookie", &format!("lang={tag}"))];
        for other in others {
            assert_eq!(other.get(UNKNOWN).await.json()["title"], "There is no such course");
        }
        proposes(&it.translator, tag).await.assert_problem(409, "locale-exists");
    }
    let listed = guest.get(&format!("{API}/locales?limit=100")).await.text();
    assert!(!listed.contains("XA") && !listed.contains("XB"));
    // A course has no edition in it: its texts are given as to anybody who reads English.
    guest.get(&format!("{API}/courses?lang=en-XA")).await.assert_status(200);
}
