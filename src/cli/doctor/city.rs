//! The city: its rules, calendar and wording, and what its pages must show.
use super::{Check, Grade, Seen, fail, ok, require, warn};
use crate::{
    cli::{check::log_key, now},
    kernel::division::DivisionCode,
    platform::{
        config::Config,
        i18n::{Locale, Words},
        rulebook::Rulebook,
        templates::Templates,
    },
};
use chrono::Datelike;
use std::{collections::BTreeSet, sync::Arc};

pub(super) const CHECKS: &[Check<Config>] = &[
    Check {
        name: "server.public_url",
        fix: "set server.public_url to the https address people type; links in mail and on certificates begin with it",
        look: public_url,
    },
    Check {
        name: "server.cookies",
        fix: "serve over https: only then do cookies carry Secure and the __Host- prefix",
        look: cookies,
    },
    Check {
        name: "server.trusted_proxies",
        fix: "set server.trusted_proxies to the number of your proxies, or every visitor shares one limit of tries",
        look: proxies,
    },
    Check {
        name: "city.footer",
        fix: "set city.organiser, site_code, icp and police: a public site of the government must show them",
        look: footer,
    },
    Check {
        name: "city.division",
        fix: "set city.division to the six digits of the city in divisions.toml (GB/T 2260)",
        look: division,
    },
    Check {
        name: "rules",
        fix: "correct the rule file the sentence names, below the folder of data.rules",
        look: rules,
    },
    Check {
        name: "calendar",
        fix: "enter next year's notice of the State Council as calendar/YEAR.toml in data.rules, before the year begins",
        look: calendar,
    },
    Check {
        name: "languages",
        fix: "this build is incomplete: both languages must have the same messages; use a released build",
        look: languages,
    },
    Check {
        name: "templates",
        fix: "this build is incomplete: a page does not parse; use a released build",
        look: templates,
    },
    Check {
        name: "ledger.origin",
        fix: "set ledger.origin to a host name and path of the city before the first entry, and never change it again",
        look: origin,
    },
    Check {
        name: "ledger.key",
        fix: "bring secrets/installation.key back: the ledger's key is made from it",
        look: ledger_key,
    },
    Check {
        name: "account.staff_second_factor",
        fix: "set account.staff_second_factor = true: officials should sign in with a one-time code",
        look: second_factor,
    },
];

fn is_local(config: &Config) -> bool {
    config.server.bind.parse().is_ok_and(|a: std::net::SocketAddr| a.ip().is_loopback())
}

fn public_url(config: &mut Config) -> Seen {
    let url = &config.server.public_url;
    require(!url.is_empty(), Grade::Warn, if url.is_empty() { "not set" } else { url })
}

fn cookies(config: &mut Config) -> Seen {
    if config.is_https() {
        return ok("Secure, HttpOnly, __Host-");
    }
    let found = "without Secure: the public address is not https";
    if config.server.public_url.is_empty() && is_local(config) { warn(found) } else { fail(found) }
}

fn proxies(config: &mut Config) -> Seen {
    let n = config.server.trusted_proxies;
    let behind = config.is_https() && is_local(config);
    require(!(behind && n == 0), Grade::Warn, format!("{n} trusted"))
}

fn footer(config: &mut Config) -> Seen {
    let city = &config.city;
    let fields = [
        ("organiser", &city.organiser),
        ("site_code", &city.site_code),
        ("icp", &city.icp),
        ("police", &city.police),
        ("hotline", &city.hotline),
    ];
    let empty: Vec<_> = fields.iter().filter(|(_, value)| value.is_empty()).map(|(name, _)| *name).collect();
    require(
        empty.is_empty(),
        Grade::Warn,
        if empty.is_empty() { "complete".into() } else { format!("empty: {}", empty.join(", ")) },
    )
}

fn division(config: &mut Config) -> Seen {
    let rules = Rulebook::load(config.data.rules())?;
    let code = &config.city.division;
    match code.parse::<DivisionCode>() {
        Ok(parsed) if rules.divisions().get(&parsed).is_some() => ok(format!("{code} {}", config.city.name)),
        _ => fail(format!("{code:?} is not one of the divisions")),
    }
}

fn rules(config: &mut Config) -> Seen {
    let rules = Rulebook::load(config.data.rules())?;
    ok(format!("the rulebook is complete, digest {}", rules.digest().get(..12).unwrap_or_default()))
}

fn calendar(config: &mut Config) -> Seen {
    let rules = Rulebook::load(config.data.rules())?;
    let this = now().day().year();
    let known = |year: i32| rules.calendar().notices().find(|n| n.year == year).map(|n| n.provisional);
    match (known(this), known(this + 1)) {
        (None, _) => fail(format!("{this} has no notice: working days are only guessed")),
        (Some(true), _) => fail(format!("{this} is provisional: make-up working days are missing")),
        (_, None) => warn(format!("{} has no notice yet", this + 1)),
        (_, Some(true)) => warn(format!("{} is provisional: only the statutory days are known", this + 1)),
        _ => ok(format!("{this} and {}", this + 1)),
    }
}

fn languages(_: &mut Config) -> Seen {
    Words::load()?;
    let keys = |locale| Words::keys(locale).into_iter().collect::<BTreeSet<_>>();
    let (zh, en) = (keys(Locale::Zh), keys(Locale::En));
    let apart: Vec<_> = zh.symmetric_difference(&en).take(5).map(String::as_str).collect();
    require(
        apart.is_empty(),
        Grade::Fail,
        if apart.is_empty() { format!("{} messages in both", zh.len()) } else { apart.join(", ") },
    )
}

fn templates(_: &mut Config) -> Seen {
    let templates = Templates::load(&Arc::new(Words::load()?))?;
    ok(format!("{} templates parse", templates.names().len()))
}

fn origin(config: &mut Config) -> Seen {
    let origin = &config.ledger.origin;
    require(!origin.starts_with("shanzhi.example"), Grade::Warn, origin)
}

fn ledger_key(config: &mut Config) -> Seen {
    if !config.data.dir.join("secrets/installation.key").exists() {
        return warn("not made yet");
    }
    ok(log_key(config)?.vkey())
}

fn second_factor(config: &mut Config) -> Seen {
    let on = config.account.staff_second_factor;
    require(on, Grade::Warn, if on { "asked of officials" } else { "not asked of officials" })
}
