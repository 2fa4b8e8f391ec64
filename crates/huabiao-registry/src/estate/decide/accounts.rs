use super::{Case, Decided, filled, words, wrong_state};
use crate::estate::{
    Account, AccountLife, AccountRecord, Happened, PublicNotice, RecordId, Refusal,
};

impl<'a> Case<'a> {
    /// One account of a unit on each platform in principle (国办发〔2018〕123号); those that
    /// are open already come in as they are.
    pub(super) fn enter_account(&self, id: &RecordId, of: &Account, is_open: bool) -> Decided {
        self.answers_for(Some(&of.sponsor))?;
        self.unit(&of.sponsor)?;
        filled(&of.name, words("账号名称", "the name of the account"))?;
        if let Some(other) = self.estate.accounts.get(id) {
            return Err(taken(words("登记编号", "the id"), id.to_string(), other));
        }
        self.is_free_account(id, of)?;
        let mut others = self.estate.accounts.values();
        let second = others.find(|other| {
            let over = other.life().is_none_or(AccountLife::is_over);
            let now = other.now().filter(|_| !over);
            now.is_some_and(|now| now.sponsor == of.sponsor && now.platform == of.platform)
        });
        if let Some(other) = second.filter(|_| !is_open) {
            let what = words(
                "该单位在同一平台的账号（原则上一个单位在同一平台只开设一个账号）",
                "the unit's account on this platform (one for each, in principle)",
            );
            return Err(taken(what, of.sponsor.to_string(), other));
        }
        Ok(vec![Happened::AccountEntered {
            account: id.clone(),
            of: of.clone(),
            life: match is_open {
                true => AccountLife::Running,
                false => AccountLife::Filed,
            },
        }])
    }

    pub(super) fn change_account(&self, id: &RecordId, to: &Account) -> Decided {
        let (record, life) = self.account(id)?;
        self.answers_for(Some(&to.sponsor))?;
        if life.is_over() {
            return Err(wrong_state(id, life.words(), "未注销", "not deregistered"));
        }
        if record.now() == Some(to) {
            return Err(Refusal::Unchanged { of: id.to_string() });
        }
        self.unit(&to.sponsor)?;
        filled(&to.name, words("账号名称", "the name of the account"))?;
        self.is_free_account(id, to)?;
        Ok(vec![Happened::AccountBecame {
            account: id.clone(),
            to: to.clone(),
        }])
    }

    pub(super) fn open_account(&self, id: &RecordId) -> Decided {
        let (_, life) = self.account(id)?;
        match life {
            AccountLife::Filed => Ok(vec![moved(id, AccountLife::Running)]),
            _ => Err(wrong_state(id, life.words(), "已备案", "filed")),
        }
    }

    pub(super) fn announce_end(&self, id: &RecordId, notice: &PublicNotice) -> Decided {
        let (_, life) = self.account(id)?;
        if *life != AccountLife::Running {
            return Err(wrong_state(id, life.words(), "正常运行", "running"));
        }
        filled(&notice.url, words("公告地址", "the address of the notice"))?;
        let notice = notice.clone();
        Ok(vec![moved(id, AccountLife::Closing { notice })])
    }

    pub(super) fn deregister(&self, id: &RecordId) -> Decided {
        let (_, life) = self.account(id)?;
        match life {
            AccountLife::Closing { .. } | AccountLife::Filed => {
                Ok(vec![moved(id, AccountLife::Deregistered)])
            }
            _ => Err(wrong_state(
                id,
                life.words(),
                "已公告注销",
                "its end announced",
            )),
        }
    }

    fn account(&self, id: &RecordId) -> Result<(&'a AccountRecord, &'a AccountLife), Refusal> {
        let unknown = || Refusal::Unknown { of: id.to_string() };
        let record = self.estate.accounts.get(id).ok_or_else(unknown)?;
        self.answers_for(record.now().map(|now| &now.sponsor))?;
        self.not_before(id.as_str(), record.last_entry())?;
        Ok((record, record.life().ok_or_else(unknown)?))
    }

    /// Of two open accounts of one platform and one handle one is an imitation or a slip.
    fn is_free_account(&self, id: &RecordId, of: &Account) -> Result<(), Refusal> {
        let mut others = self.estate.accounts.values();
        let twin = others.find(|other| {
            let over = other.life().is_none_or(AccountLife::is_over);
            let now = other.now().filter(|_| !over && other.id != *id);
            now.is_some_and(|now| {
                let same_handle = now.handle == of.handle && !of.handle.is_empty();
                now.platform == of.platform && (now.name == of.name || same_handle)
            })
        });
        match twin {
            None => Ok(()),
            Some(other) => {
                let what = words("账号", "the account");
                Err(taken(
                    what,
                    format!("{}{}", of.platform.zh(), of.name),
                    other,
                ))
            }
        }
    }
}

fn taken(what: huabiao_types::Words, found: String, holder: &AccountRecord) -> Refusal {
    let holder = holder
        .now()
        .map_or_else(String::new, |now| now.name.clone());
    Refusal::Taken {
        what,
        found,
        holder,
    }
}

fn moved(account: &RecordId, to: AccountLife) -> Happened {
    Happened::AccountMoved {
        account: account.clone(),
        to,
    }
}
