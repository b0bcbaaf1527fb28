//! A lesson, for whoever may read it; and what is shown in its place to whoever may not.

use askama::Template;

use super::components::{Breadcrumb, Notice};
use super::edition::{Shown, Step};
use super::form::Hidden;
use super::layout::{Layout, Link};
use super::my_course::{self, Taking};
use super::phrase::{Marks, Phrase};
use super::reading::Reading;
use crate::courses::model::{Activity, Audience};
use crate::courses::{ActivityView, WorkView};
use crate::error::{AppError, Problem};
use crate::i18n::Args;

/// When a lesson was shown, and in which language: what its form tells.
pub const SHOWN_AT: &str = "shown_at";
pub const SHOWN_IN: &str = "shown_in";

#[derive(Template)]
#[template(path = "pages/lesson.html")]
pub struct LessonPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notices: Vec<Notice>,
    /// How many pictures there are and what they weigh, before any is loaded.
    pictures: Option<Phrase>,
    contents_title: Phrase,
    contents: Vec<Entry>,
    /// What is said of what guests cannot read.
    enrolled: Phrase,
    /// Of the language of the lesson.
    marks: Marks,
    /// Made safe when the course was published.
    html: String,
    beside_label: Phrase,
    /// With which who takes the course says that she has read it.
    reading: Option<ReadingForm>,
    /// Where who is enrolled goes on.
    own: Option<Link>,
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
}

struct ReadingForm {
    action: String,
    hidden: Hidden,
    /// Whether it is done, and what is asked for.
    state: Vec<Phrase>,
    button: Phrase,
}

/// An activity in the contents of the course.
struct Entry {
    step: Step,
    is_here: bool,
}

/// The activity before or after.
struct Neighbour {
    label: Phrase,
    link: Link,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "pages/closed.html")]
struct ClosedPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notice: Notice,
    advice: Phrase,
    enrol: Link,
    course: Link,
    open_title: Phrase,
    open: Vec<Link>,
}

/// The page at the address of an activity: a lesson, or what is shown in its place to whoever may not read it.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(course: &Shown<'_>, activity: &Activity) -> Result<String, AppError> {
    match ActivityView::new(course.version, course.edition, &activity.id) {
        Some(ActivityView { work: WorkView::Lesson { ref html, .. }, ref previous, ref next, .. })
            if course.is_open(activity) =>
        {
            let own = format!("/my{}", course.place_of(activity.id.as_str()));
            let own = Link::new(course.reading, &own, course.reading.say("pages-enrolled"));
            let page = open(course, activity, (html, [previous.as_deref(), next.as_deref()]));
            LessonPage { own: Some(own), ..page }.render().map_err(AppError::broken)
        }
        _ => closed(course, activity),
    }
}

/// The page of a lesson for who takes the course; nothing where the activity is none.
///
/// # Errors
/// When the version has no edition, which publication does not allow.
pub fn taken(
    reading: &Reading,
    taking: &Taking,
    activity: &Activity,
    (token, refusal): (Hidden, Option<&Problem>),
) -> Result<Option<LessonPage>, AppError> {
    let course = taking.shown(reading)?;
    let view = ActivityView::new(course.version, course.edition, &activity.id);
    let Some(ActivityView { work: WorkView::Lesson { html, .. }, previous, next, .. }) = view else { return Ok(None) };
    let state = taking.state(activity);
    let done = reading.say(if state.done.is_some() { "pages-done" } else { "pages-not-done" });
    let so_far = my_course::so_far(reading, activity, &state);
    let asked = state.done.is_none().then(|| my_course::asked_for(reading, activity));
    let form = ReadingForm {
        action: reading.link(&reading.address),
        hidden: token
            .with(SHOWN_AT, taking.now.as_micros().to_string())
            .with(SHOWN_IN, course.edition.locale.to_string()),
        state: [Some(done), asked, so_far].into_iter().flatten().collect(),
        button: reading.say(if next.is_some() { "pages-read-next" } else { "pages-read-last" }),
    };
    let mut page = open(&course, activity, (&html, [previous.as_deref(), next.as_deref()]));
    let refused = refusal.map(|problem| Notice {
        text: reading.tell(problem.code, &problem.args),
        detail: Some(reading.attribute(problem.code, "detail", &problem.args)),
    });
    page.notices.extend(refused.or_else(|| taking.over(reading)));
    let may_go_on = taking.end.is_none_or(|end| taking.now < end);
    Ok(Some(LessonPage { reading: may_go_on.then_some(form), ..page }))
}

fn open(course: &Shown<'_>, activity: &Activity, (html, [previous, next]): (&str, [Option<&str>; 2])) -> LessonPage {
    let (reading, title) = (course.reading, course.title_of(&activity.id));
    let contents = course.version.structure.reading_order();
    LessonPage {
        layout: course.layout(&title),
        above: course.above(),
        notices: notices(course, activity),
        pictures: pictures(course, activity),
        contents_title: reading.say("pages-outline"),
        contents: contents.map(|it| Entry { step: course.step(it), is_here: it.id == activity.id }).collect(),
        enrolled: reading.say("pages-for-enrolled"),
        marks: reading.quote("", course.edition.locale.clone()).marks,
        html: with_addresses(html, |id| reading.link(&course.place_of(id))),
        beside_label: reading.say("pages-beside"),
        reading: None,
        own: None,
        previous: previous.and_then(|id| neighbour(course, id, "previous")),
        next: next.and_then(|id| neighbour(course, id, "next")),
        title,
    }
}

fn neighbour(course: &Shown<'_>, id: &str, attribute: &str) -> Option<Neighbour> {
    let activity = course.version.structure.activities.iter().find(|activity| activity.id.as_str() == id)?;
    Some(Neighbour {
        label: course.reading.attribute("pages-beside", attribute, &Args::new()),
        link: Link::new(course.reading, &course.place_of(id), course.title_of(&activity.id)),
        is_open: course.is_open(activity),
    })
}

/// What is not as a reader would expect: the language, parts in another one, an original that has moved on.
fn notices(course: &Shown<'_>, activity: &Activity) -> Vec<Notice> {
    let text = &course.edition.text;
    let say = |id: &str| Notice {
        text: course.reading.say(id),
        detail: Some(course.reading.attribute(id, "text", &Args::new())),
    };
    let is_borrowed = text.borrowed.contains_key(&format!("activities/{}", activity.id))
        || text.lessons.get(&activity.id).is_some_and(|lesson| !lesson.borrowed.is_empty());
    let mut notices: Vec<Notice> = course.elsewhere().into_iter().collect();
    notices.extend(is_borrowed.then(|| say("pages-borrowed")));
    notices.extend(text.stale.contains(&activity.id).then(|| say("pages-stale")));
    notices
}

fn pictures(course: &Shown<'_>, activity: &Activity) -> Option<Phrase> {
    let size = course.edition.pictures_of(&activity.id);
    let args = Args::new().set("count", size.pictures).set("kilobytes", size.bytes.div_ceil(1_000));
    (size.pictures > 0).then(|| course.reading.tell("pages-pictures", &args))
}

/// A lesson names other activities of its course by their ids.
fn with_addresses(html: &str, address: impl Fn(&str) -> String) -> String {
    const LINK: &str = "<a href=\"activity:";
    let mut parts = html.split(LINK);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('"').unwrap_or((part, ""));
        whole.extend(["<a href=\"", &address(id).replace('&', "&amp;"), "\"", rest]);
    }
    whole
}

/// In the place of what is for those who are enrolled: kindly, with what to do and what is open.
fn closed(course: &Shown<'_>, activity: &Activity) -> Result<String, AppError> {
    let (reading, title) = (course.reading, course.title_of(&activity.id));
    let open = course.version.structure.reading_order().filter(|activity| course.is_open(activity));
    let advice = match course.version.structure.audience {
        Audience::Everyone => "pages-closed-everyone",
        Audience::Officials { .. } => "pages-closed-officials",
    };
    let page = ClosedPage {
        layout: course.layout(&title),
        above: course.above(),
        notice: Notice { text: reading.say("pages-closed"), detail: None },
        advice: reading.say(advice),
        enrol: course.enrol(),
        course: Link::new(reading, &course.place(), reading.say("pages-about-course")),
        open_title: reading.say("pages-open-lessons"),
        open: open.map(|it| Link::new(reading, &course.place_of(it.id.as_str()), course.title_of(&it.id))).collect(),
        title,
    };
    page.render().map_err(AppError::broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_other_activities_lead_to_their_pages_and_nothing_else_is_touched() {
        let html = "<p>href=\"activity:a\" <a href=\"activity:permits\">x</a> <a href=\"https://cites.org\">y</a></p>";
        let turned = with_addresses(html, |id| format!("/courses/fish/{id}?a=b&lang=fr"));
        let expected = html.replace("<a href=\"activity:permits", "<a href=\"/courses/fish/permits?a=b&amp;lang=fr");
        assert_eq!(turned, expected);
    }
}
