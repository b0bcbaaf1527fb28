//! Files that arrive damaged, or are others than they seem: nothing of them is taken.

use super::*;

const CATALOGUE: &str = "interface/demo";

/// What became of a file that must not be taken: its faults, each with a sentence.
async fn refused(campus: &Campus, tia: &Person, format: &str, file: &str) -> Vec<Value> {
    let done = import(campus, tia, CATALOGUE, &format!("format={format}"), file).await;
    assert_eq!((&done["state"], &done["taken"]), (&json!("refused"), &json!(0)), "{format}: {done}\n{file}");
    let faults = done["faults"].as_array().expect("faults").clone();
    assert!(!faults.is_empty(), "{format}: {done}");
    assert!(faults.iter().all(|fault| fault["detail"].as_str().is_some_and(|detail| detail.len() > 20)), "{done}");
    faults
}

fn has(faults: &[Value], code: &str, line: Option<usize>) -> bool {
    faults.iter().any(|fault| fault["code"] == code && fault.get("line").cloned() == line.map(|line| json!(line)))
}

#[actix_web::test]
async fn of_a_file_that_was_cut_off_nothing_is_taken() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for format in FORMATS {
        // All its texts are new.
        let file = export(&tia, CATALOGUE, format).await.replace('é', "è");
        let places: Vec<usize> = file.char_indices().map(|(place, _)| place).collect();
        for part in 1..16 {
            let cut = &places[..places.len() * part / 16];
            // Fluent has no end: of a file that ends with a line nobody knows whether another one was there.
            let is_told = |place: &&usize| format != "ftl" || !file[..**place].ends_with('\n');
            let end = cut.iter().rfind(is_told).copied().unwrap_or_default();
            refused(&campus, &tia, format, &file[..end]).await;
        }
    }
    assert!(waiting(&tia, CATALOGUE).await.is_empty());
}

#[actix_web::test]
async fn a_damaged_place_is_told_with_its_line() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    let lines = |file: &str| file.lines().count();
    let fluent = export(&tia, CATALOGUE, "ftl").await.replace('é', "è");
    let open = format!("{fluent}demo-x = {{ $a ->\n    [one] x\n");
    for (file, line) in [
        (format!("{fluent}\n<p>junk</p>\n"), lines(&fluent) + 2),
        (format!("<p>junk</p>\n{fluent}"), 1),
        (fluent.replacen('}', "", 1), fluent[..fluent.find('}').expect("a placeable")].matches('\n').count() + 1),
        (open, lines(&fluent) + 1),
    ] {
        let faults = refused(&campus, &tia, "ftl", &file).await;
        assert!(faults.iter().all(|fault| fault["code"] == "exchange-malformed"), "{faults:?}");
        let told = faults[0]["line"].as_u64().expect("a line");
        assert!(told.abs_diff(u64::try_from(line).expect("a line")) < 2, "{line}: {faults:?}");
    }
    let ends = fluent.trim_end();
    assert!(has(&refused(&campus, &tia, "ftl", ends).await, "exchange-open-line", Some(lines(ends))));

    let table = export(&tia, CATALOGUE, "csv").await.replace('é', "è");
    let (rows, _) = table.trim_end().rsplit_once('\n').expect("rows");
    let faults = refused(&campus, &tia, "csv", &format!("{rows}\n")).await;
    assert!(has(&faults, "exchange-cut-off", None), "{faults:?}");
    assert!(faults[0]["detail"].as_str().is_some_and(|detail| detail.contains("#end")), "{faults:?}");
    let faults = refused(&campus, &tia, "csv", "key,source,target,notes\ndemo-college,x,Mo").await;
    assert!(has(&faults, "exchange-malformed", Some(2)), "{faults:?}");

    let catalogue = export(&tia, CATALOGUE, "po").await.replace('é', "è");
    let (entries, _) = catalogue.trim_end().rsplit_once("\n\n").expect("entries");
    let faults = refused(&campus, &tia, "po", &format!("{entries}\n")).await;
    assert!(has(&faults, "exchange-fewer-units", None), "{faults:?}");
    assert!(waiting(&tia, CATALOGUE).await.is_empty());
}

#[actix_web::test]
async fn a_file_that_speaks_of_nothing_here_is_refused() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    let tmx = |body: &str| format!("<tmx version=\"1.4\"><header srclang=\"en\"/><body>{body}</body></tmx>");
    let others =
        "<tu><tuv xml:lang=\"en\"><seg>Nothing here</seg></tuv><tuv xml:lang=\"fr\"><seg>Rien</seg></tuv></tu>";
    for (format, file) in [
        ("ftl", String::new()),
        ("ftl", "<?xml version=\"1.0\"?>\n<a>b</a>\n".to_owned()),
        ("ftl", "# Only words.\n".to_owned()),
        ("ftl", "somewhere-else = x\n".to_owned()),
        ("csv", "key,source,target\n".to_owned()),
        ("csv", "key,source,target\nsomewhere-else,A,B\n".to_owned()),
        ("po", "msgid \"\"\nmsgstr \"Language: fr\\n\"\n".to_owned()),
        ("po", String::new()),
        ("xliff", "<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"fr\"><file id=\"a\"/></xliff>".to_owned()),
        ("tmx", tmx("")),
        ("tmx", tmx(others)),
    ] {
        refused(&campus, &tia, format, &file).await;
    }
    let faults = refused(&campus, &tia, "ftl", "somewhere-else = x\n").await;
    assert!(has(&faults, "exchange-no-units", None) && has(&faults, "exchange-unknown-unit", Some(1)), "{faults:?}");
}

#[actix_web::test]
async fn an_import_says_how_many_texts_were_not_in_the_file() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    let table = export(&tia, CATALOGUE, "csv").await;
    let all = import(&campus, &tia, CATALOGUE, "format=csv", &table).await;
    assert_eq!((&all["state"], &all["absent"]), (&json!("done"), &json!(0)), "{all}");
    let count = all["unchanged"].as_u64().expect("a number");
    let fluent = export(&tia, CATALOGUE, "ftl").await;
    let entries = virtual_college::formats::ftl::entries(&fluent);
    let first: String = entries.iter().take(3).flat_map(|entry| [entry.text, "\n"]).collect();
    let some = import(&campus, &tia, CATALOGUE, "format=ftl", &first).await;
    let known = some["unchanged"].as_u64().expect("a number");
    assert_eq!((&some["state"], &some["faults"], &some["absent"]), (&json!("done"), &json!([]), &json!(count - known)));
    assert!(known == 3 && known < count, "{some}");
    // Rows that somebody took out are no damage.
    let rows: Vec<&str> = table.split_inclusive("\r\n").collect();
    let fewer = [rows[0], rows[1], rows[rows.len() - 1]].concat();
    let some = import(&campus, &tia, CATALOGUE, "format=csv", &fewer).await;
    assert_eq!((&some["unchanged"], &some["faults"], &some["absent"]), (&json!(1), &json!([]), &json!(count - 1)));
}
