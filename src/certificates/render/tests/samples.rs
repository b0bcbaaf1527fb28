//! Certificates to draw.

use time::macros::datetime;

use crate::certificates::render::{Attachment, Face, Fact, Official, template_sha256};

fn fact(label: &str, value: &str) -> Fact {
    Fact { label: label.to_owned(), value: value.to_owned() }
}

fn official(name: &str, role: &str) -> Official {
    Official { name: name.to_owned(), role: role.to_owned(), signature: None }
}

pub(super) fn english() -> Face {
    Face {
        template: template_sha256(),
        shows_emblem: true,
        logos: Vec::new(),
        colours: None,
        locale: "en".to_owned(),
        rtl: false,
        serial: "VC-2026-00000042".to_owned(),
        issuer: "Secretariat of the Convention".to_owned(),
        name: "Zoë Nuñez-Šimůnková".to_owned(),
        name_locale: None,
        course: "Introduction to the Convention and its Implementation".to_owned(),
        title: "Certificate of Completion".to_owned(),
        certify: "This is to certify that".to_owned(),
        statement: "has successfully completed all requirements of the course".to_owned(),
        detail_lines: vec![
            "30 hours of study · final assessment 92%".to_owned(),
            "Studied in English · version 2.1".to_owned(),
        ],
        note: None,
        issued: fact("Issued on", "23 November 2026"),
        valid_until: Some(fact("Valid until", "23 November 2029")),
        serial_label: "Serial number".to_owned(),
        verify_label: "Verify this certificate at".to_owned(),
        verify_url: "https://college.example.org/verify/5H2MZ4Q8T1V9XK3RBN7WCD6PJA".to_owned(),
        qr_alt: "QR code with the address".to_owned(),
        officials: vec![
            official("Dr Āriā Te Whāiti", "Secretary-General"),
            official("Samuel O’Brien", "Head of Capacity-Building"),
        ],
        test_mark: None,
        attachment: Some(Attachment {
            media_type: "application/vc".to_owned(),
            description: "The signed credential".to_owned(),
            bytes: br#"{"type":["VerifiableCredential"]}"#.to_vec(),
        }),
        issued_at: datetime!(2026-11-23 12:30:05 UTC),
    }
}

pub(super) fn french() -> Face {
    Face {
        locale: "fr".to_owned(),
        issuer: "Secrétariat de la Convention".to_owned(),
        name: "Hélène Œuvrard-Lefèvre".to_owned(),
        course: "Introduction à la Convention et à sa mise en œuvre".to_owned(),
        title: "Certificat de réussite".to_owned(),
        certify: "Nous certifions que".to_owned(),
        statement: "a satisfait à toutes les exigences du cours".to_owned(),
        detail_lines: vec![
            "30 heures d’étude · évaluation finale : 92 %".to_owned(),
            "Suivi en français · version 2.1".to_owned(),
        ],
        issued: fact("Délivré le", "23 novembre 2026"),
        valid_until: None,
        serial_label: "Numéro de série".to_owned(),
        verify_label: "Vérifier ce certificat :".to_owned(),
        qr_alt: "Code QR avec l’adresse".to_owned(),
        officials: vec![official("Dr Āriā Te Whāiti", "Secrétaire générale")],
        ..english()
    }
}

pub(super) fn spanish() -> Face {
    Face {
        locale: "es".to_owned(),
        issuer: "Secretaría de la Convención".to_owned(),
        name: "Íñigo Muñoz Güell".to_owned(),
        course: "Introducción a la Convención y su aplicación".to_owned(),
        title: "Certificado de finalización".to_owned(),
        certify: "Se certifica que".to_owned(),
        statement: "ha cumplido satisfactoriamente todos los requisitos del curso".to_owned(),
        detail_lines: vec![
            "30 horas de estudio · evaluación final: 92 %".to_owned(),
            "Cursado en español · versión 2.1".to_owned(),
        ],
        issued: fact("Expedido el", "23 de noviembre de 2026"),
        valid_until: Some(fact("Válido hasta el", "23 de noviembre de 2029")),
        serial_label: "Número de serie".to_owned(),
        verify_label: "Verificar este certificado:".to_owned(),
        qr_alt: "Código QR con la dirección".to_owned(),
        officials: vec![
            official("Dr. Āriā Te Whāiti", "Secretaria General"),
            official("Samuel O’Brien", "Jefe de Creación de Capacidad"),
        ],
        ..english()
    }
}

pub(super) fn arabic() -> Face {
    Face {
        locale: "ar".to_owned(),
        rtl: true,
        issuer: "أمانة الاتفاقية".to_owned(),
        name: "محمّد عبد الله الأنصاري".to_owned(),
        course: "مقدمة في الحصول على الموارد وتقاسم المنافع (ABS 101)".to_owned(),
        title: "شهادة إتمام".to_owned(),
        certify: "نشهد بأن".to_owned(),
        statement: "قد استوفى جميع متطلبات الدورة التدريبية بنجاح".to_owned(),
        detail_lines: vec![
            "٣٠ ساعة دراسية · التقييم النهائي ٩٢٪".to_owned(),
            "دُرست باللغة العربية · الإصدار 2.1".to_owned(),
        ],
        issued: fact("تاريخ الإصدار", "٢٣ نوفمبر ٢٠٢٦"),
        valid_until: Some(fact("صالحة حتى", "٢٣ نوفمبر ٢٠٢٩")),
        serial_label: "الرقم التسلسلي".to_owned(),
        verify_label: "تحقق من هذه الشهادة على".to_owned(),
        qr_alt: "رمز الاستجابة السريعة بالعنوان".to_owned(),
        officials: vec![
            official("د. آريا تي وايتي", "الأمينة العامة"),
            official("Samuel O’Brien", "رئيس قسم بناء القدرات"),
        ],
        ..english()
    }
}

pub(super) fn russian() -> Face {
    Face {
        locale: "ru".to_owned(),
        issuer: "Секретариат Конвенции".to_owned(),
        name: "Владислава Святополковна Преображенская".to_owned(),
        course: "Введение в Конвенцию о международной торговле видами дикой фауны и флоры, находящимися под угрозой \
                 исчезновения, и её осуществление на национальном уровне: законодательство, выдача разрешений и контроль"
            .to_owned(),
        title: "Свидетельство об окончании курса".to_owned(),
        certify: "Настоящим удостоверяется, что".to_owned(),
        statement: "успешно выполнила все требования курса".to_owned(),
        detail_lines: vec!["30 учебных часов · итоговая оценка 92 %".to_owned()],
        issued: fact("Дата выдачи", "23 ноября 2026 г."),
        valid_until: None,
        serial_label: "Серийный номер".to_owned(),
        verify_label: "Проверить свидетельство:".to_owned(),
        qr_alt: "QR-код с адресом".to_owned(),
        officials: vec![official("Ария Те Уаити", "Генеральный секретарь")],
        ..english()
    }
}

pub(super) fn chinese() -> Face {
    Face {
        locale: "zh-Hans".to_owned(),
        issuer: "公约秘书处".to_owned(),
        name: "欧阳慧敏".to_owned(),
        course: "《公约》及其履约导论（第二版）".to_owned(),
        title: "结业证书".to_owned(),
        certify: "兹证明".to_owned(),
        statement: "已圆满完成以下课程的全部要求".to_owned(),
        detail_lines: vec!["学习时间：30 小时 · 结业考试：92%".to_owned(), "学习语言：中文 · 版本 2.1".to_owned()],
        issued: fact("签发日期", "2026年11月23日"),
        valid_until: None,
        serial_label: "证书编号".to_owned(),
        verify_label: "证书验证网址：".to_owned(),
        qr_alt: "含网址的二维码".to_owned(),
        officials: vec![official("李志明", "秘书长")],
        ..english()
    }
}

/// 120 characters, as some names are.
pub(super) const LONG_NAME: &str = "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano de la \
                             Santísima Trinidad Ruiz Picasso";

pub(super) const TEST_MARK: &str = "TEST – not a certificate";

impl Face {
    pub(super) fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    pub(super) fn marked_as_test(self) -> Self {
        Self { test_mark: Some(TEST_MARK.to_owned()), ..self }
    }
}
