//! An attempt that is over: what it was worth, question by question, and what comes next.

use askama::Template;

use super::attempt::{above, quiz_of};
use super::components::{Breadcrumb, Notice};
use super::edition::Shown;
use super::layout::{Layout, Link};
use super::phrase::Phrase;
use super::question::{anchor, label, option, pieces, stem};
use super::reading::Reading;
use crate::courses::model::ChoiceId;
use crate::courses::{OptionView, QuestionView};
use crate::error::AppError;
use crate::i18n::{Args, format};
use crate::quizzes::{Answer, Marked, RightAnswer, Sitting, Verdict};

#[derive(Template)]
#[template(path = "pages/result.html")]
pub struct ResultPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    number: Phrase,
    notices: Vec<Notice>,
    outcome: Phrase,
    needed: Phrase,
    answers_title: Phrase,
    yours: Phrase,
    right: Phrase,
    questions: Vec<Row>,
    ways: Vec<Link>,
}

/// A question with what was answered and what is said of that.
struct Row {
    id: String,
    label: Phrase,
    stem: Phrase,
    verdict: Phrase,
    points: Phrase,
    answer: Vec<Phrase>,
    comments: Vec<Phrase>,
    right_answer: Vec<Phrase>,
}

/// The page.
///
/// # Errors
/// When the attempt's version has no such quiz.
pub fn page(reading: &Reading, sitting: &Sitting) -> Result<ResultPage, AppError> {
    let (course, activity) = quiz_of(reading, sitting)?;
    let outcome = sitting.attempt.outcome.as_ref().ok_or_else(|| AppError::broken("an attempt that is open"))?;
    let percent = |basis_points| format::percent(basis_points, &reading.locale);
    let marks = sitting.marks();
    let views = sitting.questions();
    let rows = views.iter().enumerate().filter_map(|(place, view)| {
        let marked = marks.iter().find(|marked| marked.question.as_str() == view.id)?;
        Some(row(&course, sitting, (place, view), marked))
    });
    let title = course.title_of(&activity.id);
    let outcome_id = if outcome.passed { "pages-result-passed" } else { "pages-result-not-passed" };
    let quiz = course.place_of(activity.id.as_str());
    Ok(ResultPage {
        layout: course.layout(&title),
        above: above(&course, activity),
        number: reading.tell("pages-attempt", &Args::new().set("number", sitting.attempt.number)),
        notices: notices(&course, sitting),
        outcome: reading.tell(outcome_id, &Args::new().set("score", percent(outcome.score))),
        needed: reading.tell(
            "pages-result-needed",
            &Args::new().set("mark", percent(i32::from(sitting.rules()?.pass_mark) * 100)),
        ),
        answers_title: reading.say("pages-your-answers"),
        yours: reading.say("pages-answer"),
        right: reading.say("pages-right-answer"),
        questions: rows.collect(),
        ways: vec![
            Link::new(reading, &course.place(), reading.say("pages-to-course")),
            Link::new(reading, &quiz, reading.say("pages-to-quiz")),
        ],
        title,
    })
}

fn notices(course: &Shown<'_>, sitting: &Sitting) -> Vec<Notice> {
    let reading = course.reading;
    let notice = |applies: bool, id: &str| applies.then(|| Notice { text: reading.say(id), detail: None });
    let timed_out = notice(sitting.attempt.was_timed_out(), "pages-timed-out");
    let late = notice(!sitting.late.is_empty(), "pages-late-answers");
    timed_out.into_iter().chain(late).chain(course.elsewhere()).collect()
}

fn row(course: &Shown<'_>, sitting: &Sitting, (place, view): (usize, &QuestionView), marked: &Marked) -> Row {
    let reading = course.reading;
    let verdict = match marked.verdict {
        Verdict::Right => "pages-right",
        Verdict::Partly => "pages-partly-right",
        Verdict::Wrong => "pages-wrong",
    };
    let points = Args::new().set("points", f64::from(marked.hundredths) / 100.0).set("of", marked.of);
    let answer = sitting.answers.get(&marked.question).map(|answer| spoken(course, view, answer));
    let answer = answer.filter(|answer| !answer.is_empty());
    Row {
        id: anchor(&view.id),
        label: label(course, place),
        stem: without_gaps(course, view),
        verdict: reading.say(verdict),
        points: reading.tell("pages-points", &points),
        answer: answer.unwrap_or_else(|| vec![reading.say("pages-unanswered")]),
        comments: comments(course, view, marked),
        right_answer: marked.right_answer.as_ref().map(|right| right_answer(course, view, right)).unwrap_or_default(),
    }
}

fn comments(course: &Shown<'_>, view: &QuestionView, marked: &Marked) -> Vec<Phrase> {
    let of_choices = marked.choice_feedback.iter().map(|(choice, text)| {
        let place = format!("questions/{}/choice-feedback/{choice}", view.id);
        course.text(&place, text)
    });
    let of_all = marked.feedback.iter().map(|text| course.text(&format!("questions/{}/feedback", view.id), text));
    of_choices.chain(of_all).collect()
}

fn right_answer(course: &Shown<'_>, view: &QuestionView, right: &RightAnswer) -> Vec<Phrase> {
    match right {
        RightAnswer::Other(answer) => spoken(course, view, answer),
        RightAnswer::Number { value, tolerance } => {
            let number = |number: f64| format::number(number, &course.reading.locale);
            let text =
                if *tolerance > 0.0 { format!("{} ± {}", number(*value), number(*tolerance)) } else { number(*value) };
            vec![in_unit(course, view, text.into())]
        }
    }
}

/// A number with the unit that it is asked for in.
fn in_unit(course: &Shown<'_>, view: &QuestionView, number: Phrase) -> Phrase {
    let Some(unit) = &view.unit else { return number };
    let unit = course.text(&format!("questions/{}/unit", view.id), unit);
    Phrase { text: format!("{}\u{a0}{}", number.text, unit.text), marks: unit.marks }
}

/// An answer in words: one phrase for each thing that was said.
fn spoken(course: &Shown<'_>, view: &QuestionView, answer: &Answer) -> Vec<Phrase> {
    let named = |list: &str, options: &[OptionView], id: &ChoiceId| {
        let found = options.iter().find(|option| option.id == id.as_str());
        found.map(|found| option(course, &view.id, list, found))
    };
    let own = |text: &String| (!text.is_empty()).then(|| course.reading.quote(&**text, course.edition.locale.clone()));
    match answer {
        Answer::Single { choice } => named("choices", &view.choices, choice).into_iter().collect(),
        Answer::Multiple { choices } => {
            choices.iter().filter_map(|choice| named("choices", &view.choices, choice)).collect()
        }
        Answer::TrueFalse { value } => vec![course.reading.say(if *value { "pages-true" } else { "pages-false" })],
        Answer::Matching { pairs } => {
            let pair =
                |(left, right)| Some(paired(named("left", &view.left, left)?, named("right", &view.right, right)?));
            pairs.iter().filter_map(pair).collect()
        }
        Answer::Categorise { places } => {
            let place = |(item, category)| {
                let category = named("categories", &view.categories, category)?;
                Some(paired(named("items", &view.items, item)?, category))
            };
            places.iter().filter_map(place).collect()
        }
        Answer::Ordering { order } => order.iter().filter_map(|item| named("items", &view.items, item)).collect(),
        Answer::Cloze { .. } => gaps(course, view, answer),
        Answer::Short { text } => own(text).into_iter().collect(),
        Answer::Numeric { value } => own(value).into_iter().map(|number| in_unit(course, view, number)).collect(),
    }
}

/// Two texts that belong together. Where they are in two languages, neither is marked.
fn paired(left: Phrase, right: Phrase) -> Phrase {
    let marks = if left.marks == right.marks { left.marks } else { super::phrase::Marks::default() };
    Phrase { text: format!("{} – {}", left.text, right.text), marks }
}

/// The words in the gaps of a text, in the order in which they stand there.
fn gaps(course: &Shown<'_>, view: &QuestionView, answer: &Answer) -> Vec<Phrase> {
    let Answer::Cloze { gaps } = answer else { return Vec::new() };
    let in_order = pieces(&view.stem).into_iter().filter_map(|(_, gap)| gap).enumerate();
    let word = |(place, id): (usize, &str)| {
        let (gap, word) = gaps.iter().find(|(gap, _)| gap.as_str() == id)?;
        let choices = view.gaps.iter().find(|it| it.id == gap.as_str()).map(|it| &it.choices)?;
        let chosen = choices.iter().find(|choice| choice.id == *word);
        let list = format!("gaps/{gap}");
        let text = chosen.map_or_else(
            || course.reading.quote(&**word, course.edition.locale.clone()),
            |chosen| option(course, &view.id, &list, chosen),
        );
        Some(Phrase { text: format!("({}) {}", place + 1, text.text), ..text })
    };
    in_order.filter_map(word).collect()
}

/// The text of a question in which gaps are numbers.
fn without_gaps(course: &Shown<'_>, view: &QuestionView) -> Phrase {
    let stem = stem(course, view);
    let mut text = String::new();
    for (place, (before, gap)) in pieces(&stem.text).into_iter().enumerate() {
        text.push_str(before);
        if gap.is_some() {
            text.extend(["(", &(place + 1).to_string(), ")"]);
        }
    }
    Phrase { text, marks: stem.marks }
}
