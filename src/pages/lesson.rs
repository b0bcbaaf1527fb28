//! A lesson, for whoever may read it; and what is shown in its place to whoever may not.

use askama::Template;

use super::components::{Breadcrumb, Notice};
use super::course::other_language;
use super::layout::{Layout, Link, Section};
use super::phrase::{Marks, Phrase};
use super::reading::Reading;
use crate::courses::model::{Activity, ActivityId, Audience};
use crate::courses::{ActivityView, PublishedEdition, PublishedVersion, WorkView};
use crate::error::AppError;
use crate::i18n::{Args, Locale};

#[derive(Template)]
#[template(path = "pages/lesson.html")]
struct LessonPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notices: Vec<Notice>,
    /// How many pictures there are and what they weigh, before any is loaded.
    pictures: Option<Phrase>,
    contents_title: Phrase,
    contents: Vec<Link>,
    /// Of the language of the lesson.
    marks: Marks,
    /// Made safe when the course was published.
    html: String,
    beside_label: Phrase,
    previous_label: Phrase,
    previous: Option<Link>,
    next_label: Phrase,
    next: Option<Link>,
}

#[derive(Template)]
#[template(path = "pages/closed.html")]
struct ClosedPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notice: Notice,
    advice: Phrase,
    course: Link,
    open_title: Phrase,
    open: Vec<Link>,
}

/// A course in an edition, as links within it are written.
struct Course<'c> {
    reading: &'c Reading,
    version: &'c PublishedVersion,
    edition: &'c PublishedEdition,
}

impl Course<'_> {
    fn text(&self, place: &str, text: &str) -> Phrase {
        let borrowed = self.edition.text.borrowed.get(place).and_then(|it| Locale::parse(it.as_str()).ok());
        self.reading.quote(text, borrowed.unwrap_or_else(|| self.edition.locale.clone()))
    }

    fn title(&self) -> Phrase {
        self.text("title", &self.edition.text.title)
    }

    fn title_of(&self, id: &ActivityId) -> Phrase {
        let title = self.edition.text.activities.get(id).map_or("", String::as_str);
        self.text(&format!("activities/{id}"), title)
    }

    fn place(&self) -> String {
        format!("/courses/{}", self.version.slug())
    }

    fn link_to(&self, id: &ActivityId) -> Link {
        Link::new(self.reading, &format!("{}/{id}", self.place()), self.title_of(id))
    }

    fn above(&self) -> Breadcrumb {
        let catalogue = Link::new(self.reading, "/courses", self.reading.say("pages-courses"));
        Breadcrumb::new(self.reading, [catalogue, Link::new(self.reading, &self.place(), self.title())])
    }

    fn layout(&self, title: &Phrase) -> Layout {
        Layout::new(self.reading, title, Section::Other, &self.version.locales())
    }
}

/// The page of a lesson. `None` where the activity is none.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(
    reading: &Reading,
    (version, edition): (&PublishedVersion, &PublishedEdition),
    activity: &Activity,
) -> Result<Option<String>, AppError> {
    let course = Course { reading, version, edition };
    let Some(view) = ActivityView::new(version, edition, &activity.id) else { return Ok(None) };
    let WorkView::Lesson { html, .. } = &view.work else { return Ok(None) };
    let title = course.title_of(&activity.id);
    let order: Vec<&ActivityId> = version.structure.reading_order().map(|activity| &activity.id).collect();
    let at = order.iter().position(|id| **id == activity.id);
    let beside = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|id| course.link_to(id));
    let contents = order.iter().map(|id| Link { is_here: **id == activity.id, ..course.link_to(id) });
    let page = LessonPage {
        layout: course.layout(&title),
        above: course.above(),
        notices: notices(&course, activity, &view),
        pictures: pictures(&course, activity),
        contents_title: reading.say("pages-outline"),
        contents: contents.collect(),
        marks: reading.quote("", edition.locale.clone()).marks,
        html: with_addresses(html, |id| reading.link(&format!("{}/{id}", course.place()))),
        beside_label: reading.say("pages-beside"),
        previous_label: reading.attribute("pages-beside", "previous", &Args::new()),
        previous: beside(at.and_then(|at| at.checked_sub(1))),
        next_label: reading.attribute("pages-beside", "next", &Args::new()),
        next: beside(at.map(|at| at + 1)),
        title,
    };
    page.render().map(Some).map_err(AppError::broken)
}

/// What is not as a reader would expect: the language, parts in another one, an original that has moved on.
fn notices(course: &Course<'_>, activity: &Activity, view: &ActivityView) -> Vec<Notice> {
    let say = |id: &str| Notice {
        text: course.reading.say(id),
        detail: Some(course.reading.attribute(id, "text", &Args::new())),
    };
    let lesson = course.edition.text.lessons.get(&activity.id);
    let is_partial = !view.borrowed.is_empty() || lesson.is_some_and(|lesson| !lesson.borrowed.is_empty());
    let mut notices: Vec<Notice> = other_language(course.reading, &course.edition.locale).into_iter().collect();
    notices.extend(is_partial.then(|| say("pages-borrowed")));
    notices.extend(view.stale.then(|| say("pages-stale")));
    notices
}

fn pictures(course: &Course<'_>, activity: &Activity) -> Option<Phrase> {
    let html = &course.edition.text.lessons.get(&activity.id)?.html;
    let shown = course.edition.text.pictures.iter().filter(|(name, _)| html.contains(&format!("\"media/{name}\"")));
    let sizes: Vec<usize> = shown.map(|(_, picture)| picture.bytes).collect();
    let kilobytes = sizes.iter().sum::<usize>().div_ceil(1_000);
    let args = Args::new().set("count", sizes.len()).set("kilobytes", kilobytes);
    (!sizes.is_empty()).then(|| course.reading.tell("pages-pictures", &args))
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

/// The page in the place of an activity that is for those who are enrolled: kindly, with what to do and what is open.
///
/// # Errors
/// When the template fails, which it does not.
pub fn closed(
    reading: &Reading,
    (version, edition): (&PublishedVersion, &PublishedEdition),
    activity: &Activity,
) -> Result<String, AppError> {
    let course = Course { reading, version, edition };
    let title = course.title_of(&activity.id);
    let open = version.structure.reading_order().filter(|activity| activity.preview);
    let advice = match version.structure.audience {
        Audience::Everyone => "pages-closed-everyone",
        Audience::Officials { .. } => "pages-closed-officials",
    };
    let page = ClosedPage {
        layout: course.layout(&title),
        above: course.above(),
        notice: Notice { text: reading.say("pages-closed"), detail: None },
        advice: reading.say(advice),
        course: Link::new(reading, &course.place(), reading.say("pages-about-course")),
        open_title: reading.say("pages-open-lessons"),
        open: open.map(|activity| course.link_to(&activity.id)).collect(),
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
