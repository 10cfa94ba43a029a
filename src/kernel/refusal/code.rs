//! The one list of codes: every reason for a “no”, with its word in JSON and its HTTP status.

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident $word:literal $status:literal),+ $(,)?) => {
        /// Every refusal of the program: its word in JSON, the Fluent message `refusal-<word>` and its HTTP status.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$meta])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The stable word, in kebab case.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$name => $word),+ } }
            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status),+ } }
        }
    };
}

codes! {
    // every feature
    /// The role is not held, or not at this body.
    NotYourRole "not-your-role" 403,
    /// One person may not do both steps of this case (`domain.md` 13).
    SamePerson "same-person" 403,
    /// The state does not allow this step.
    WrongState "wrong-state" 409,
    /// The same idempotency key came with another body.
    OnceMismatch "once-mismatch" 422,
    /// The request came from another site or without its form token.
    ForeignForm "foreign-form" 403,
    /// The body of the request came too slowly.
    TooSlow "too-slow" 408,
    /// This act asks for a sign-in with the second factor.
    NeedsSecondFactor "needs-second-factor" 403,

    // account
    /// Address or password is wrong.
    WrongPassword "wrong-password" 401,
    /// The one-time code is wrong or used.
    WrongCode "wrong-code" 401,
    /// The address is not verified yet.
    NotVerified "not-verified" 403,
    /// The link is used, expired or not ours.
    LinkInvalid "link-invalid" 410,
    /// The account is closed.
    AccountClosed "account-closed" 403,
    /// The two roles exclude each other.
    RolesExclude "roles-exclude" 409,
    /// The token lacks the scope this address needs.
    ScopeMissing "scope-missing" 403,
    /// Whoever holds an office gives it back before closing the account.
    OfficeHeld "office-held" 409,
    /// One account may not have more API keys.
    TooManyKeys "too-many-keys" 409,
    /// This role does not belong to that kind of body.
    RoleNotHere "role-not-here" 409,

    // registry
    /// Who receives the remaining assets of a charity or foundation is not told (`SO-98`, `SO-99`).
    AssetsRecipientMissing "assets-recipient-missing" 409,
    /// The body supervises the organization already (`SO-14`).
    SupervisesAlready "supervises-already" 409,
    /// The code of an office is taken, or its division has a registration authority already.
    OfficeTaken "office-taken" 409,
    /// The organization has been cancelled or revoked.
    OrganizationEnded "organization-ended" 409,
    /// A filed organization has no legal personality of its own (`SO-153`, `PR-20`).
    OrganizationFiled "organization-filed" 409,
    /// The organization stands on the list of abnormal activity (`SO-128`).
    OrganizationAbnormal "organization-abnormal" 409,
    /// The organization stands on the list of serious violations (`PR-07`, `SO-128`).
    OrganizationSerious "organization-serious" 409,
    /// The certificate's last day has passed (`SO-82`).
    CertificateEnded "certificate-ended" 409,
    /// A task of the application is not complete.
    ApplicationIncomplete "application-incomplete" 409,
    /// No founder is named.
    FounderMissing "founder-missing" 409,
    /// Exactly one proposed legal representative is needed.
    RepresentativeNeeded "representative-needed" 409,
    /// Exactly one responsible person 负责人 of a filed group is needed (`SO-154`).
    ResponsibleNeeded "responsible-needed" 409,
    /// A filing is made public at least through this day (`SO-154`).
    PublicityShort "publicity-short" 409,
    /// The publicity is not over yet.
    PublicityRuns "publicity-runs" 409,
    /// A filing is proposed only after it was made public (`SO-154`).
    PublicityNeeded "publicity-needed" 409,
    /// Somebody has asked for the name already (`SO-52`).
    NameReserved "name-reserved" 409,
    /// The organization is no filed group.
    NotFiled "not-filed" 409,
    /// Another wish of the filed group is still open (`SO-155`).
    UpkeepOpen "upkeep-open" 409,
    /// The year was told already.
    UpkeepDone "upkeep-done" 409,
    /// The registration of the filed group is under way already (`SO-155`).
    UpgradeOpen "upgrade-open" 409,
    /// An association names its area of activity (`SO-80`).
    AreaMissing "area-missing" 409,
    /// The day on which a legal person by statute was approved lies ahead (`SO-64`).
    StatuteAhead "statute-ahead" 409,
    /// Under dual management the competent authority is named (`SO-20`).
    SponsorMissing "sponsor-missing" 409,
    /// A person does not declare to be free of the bars of the Charity Law (`SO-33`).
    PersonBarredCharity "person-barred-charity" 409,
    /// The proposed legal representative is one already, of an organization that bars it (`SO-32`).
    RepresentativeElsewhere "representative-elsewhere" 409,
    /// One person is named twice (`SO-31`).
    PersonTwice "person-twice" 409,
    /// A person does not declare to be free of the bars of `SO-32`.
    PersonBarred "person-barred" 409,
    /// The capital is below the threshold (`SO-30`).
    CapitalTooLow "capital-too-low" 409,
    /// Too large a share of the assets comes from the state (`service.nonstate_share_min`).
    NonstateShareLow "nonstate-share-low" 409,
    /// Too few distinct members (`SO-30`, `SO-31`).
    TooFewMembers "too-few-members" 409,
    /// The right to use the premises has ended already.
    PremisesEnd "premises-end" 409,
    /// The charter does not treat a point it must treat.
    CharterItemMissing "charter-item-missing" 409,
    /// The charter has neither text nor document.
    CharterTextMissing "charter-text-missing" 409,
    /// A required document is missing.
    DocumentMissing "document-missing" 409,
    /// The name cannot be registered (`SO-40`, `SO-45`, `SO-50`, `SO-51`).
    NameBlocked "name-blocked" 409,
    /// The kind is not registered here (`SO-13`).
    KindNotOpen "kind-not-open" 409,
    /// A point of the notice has no answer yet.
    DefectUnanswered "defect-unanswered" 409,
    /// The notice period is over; the application counts as accepted (`SO-61`).
    NoticeTooLate "notice-too-late" 409,
    /// A notice must name something.
    NoticeEmpty "notice-empty" 409,
    /// The law allows one notice: a second one may only repeat what the first named (`SO-60`).
    SecondNotice "second-notice" 409,
    /// An item of the checklist still asks for correction.
    ChecksOpen "checks-open" 409,
    /// Another change of the organization is still open.
    ChangeOpen "change-open" 409,
    /// A change must change something.
    ChangeNothing "change-nothing" 409,
    /// The day of the resolution or of the agreement is missing (`SO-90`).
    ChangeAgreedMissing "change-agreed-missing" 409,
    /// The day of the resolution or of the agreement is yet to come.
    ChangeAgreedLater "change-agreed-later" 409,
    /// A registered item changed since the change was handed in.
    ChangeOutdated "change-outdated" 409,
    /// Another wish for a certificate is still open.
    RenewalOpen "renewal-open" 409,
    /// The last days of the certificate have not begun (`SO-82`).
    RenewalTooEarly "renewal-too-early" 409,
    /// The certificate has no last day.
    RenewalEndless "renewal-endless" 409,
    /// Another cancellation of the organization is still open.
    CancellationOpen "cancellation-open" 409,
    /// No lawful ground of ending is chosen (`SO-94`).
    CancellationGroundMissing "cancellation-ground-missing" 409,
    /// The day of the ending event is missing or yet to come.
    CancellationDayMissing "cancellation-day-missing" 409,
    /// Creditors must know where to report.
    CancellationContactMissing "cancellation-contact-missing" 409,
    /// The simplified procedure is not open here (`SO-100`).
    CancellationNotSimplified "cancellation-not-simplified" 409,
    /// The liquidation group or its day is missing (`SO-95`).
    LiquidatorsMissing "liquidators-missing" 409,
    /// The notice to creditors still runs.
    CreditorsStillOpen "creditors-still-open" 409,
    /// Liquidation has not ended (`SO-96`).
    LiquidationNotOver "liquidation-not-over" 409,
    /// The liquidation report is not summarised.
    LiquidationReportMissing "liquidation-report-missing" 409,
    /// What becomes of the remaining assets is not said (`SO-98`, `SO-99`).
    RemainingAssetsMissing "remaining-assets-missing" 409,
    /// An organization in liquidation does nothing else (`SO-95`).
    OrganizationLiquidating "organization-liquidating" 409,
    /// One account may not keep more searches.
    TooManySaved "too-many-saved" 409,
    /// The register has changed since the dry run of an import.
    ImportChanged "import-changed" 409,
    /// An import that says what the register says.
    ImportEmpty "import-empty" 409,
    /// The same ground has an open entry in a list.
    ListedAlready "listed-already" 409,
    /// Only the clock counts this ground (`SO-125`).
    GroundCounted "ground-counted" 409,
    /// The days to object to a listing are over (`SO-127`).
    ObjectionTooLate "objection-too-late" 409,
    /// The days to object still run (`SO-127`).
    ObjectionStillOpen "objection-still-open" 409,
    /// An entry in the serious list lasts two years (`SO-126`).
    RemovalTooEarly "removal-too-early" 409,
    /// A revoked organization is removed after its cancellation (`SO-126`).
    RemovalAfterCancelling "removal-after-cancelling" 409,
    /// Two officers or more check on the spot (`SO-69`).
    TwoOfficers "two-officers" 409,
    /// Only an association has branches (社会团体登记管理条例 art. 17).
    BranchNotHere "branch-not-here" 409,
    /// The name of a branch begins with that of its association.
    BranchName "branch-name" 409,
    /// No branch of a region (社会团体登记管理条例 art. 17).
    BranchRegional "branch-regional" 409,
    /// Another revocation of the organization is still open.
    RevocationOpen "revocation-open" 409,
    /// The days to answer the notice of a revocation are over.
    RevocationAnswerLate "revocation-answer-late" 409,
    /// The days to answer the notice of a revocation still run.
    RevocationTooEarly "revocation-too-early" 409,
    /// A hearing is announced some days before.
    HearingTooEarly "hearing-too-early" 409,
    /// A hearing is held within its days (`SO-70`).
    HearingTooLate "hearing-too-late" 409,
    /// More time is asked for once only (`SO-66`).
    ExtensionOnce "extension-once" 409,
    /// Nobody asked for more time, or it is answered already.
    NoExtension "no-extension" 409,

    /// A section of the annual report has items without an answer (`SO-115`).
    ReportIncomplete "report-incomplete" 409,
    /// The closing net assets are not what the year leaves.
    ReportUnbalanced "report-unbalanced" 409,
    /// More is paid in salaries than is spent altogether.
    SalariesTooHigh "salaries-too-high" 409,
    /// A paper that the annual report must bring is missing (`SO-110`, `SO-112`).
    ReportPaperMissing "report-paper-missing" 409,
    /// More would be drawn than there are (`SO-118`).
    SampleTooLarge "sample-too-large" 409,
    /// A report is returned once, with every defect.
    ReportReturnedOnce "report-returned-once" 409,
    /// The round of assessment takes no applications on this day (`SO-135`).
    GradeRoundClosed "grade-round-closed" 409,
    /// The round is not for organizations of this kind.
    GradeKindNotInvited "grade-kind-not-invited" 409,
    /// An assessment of the organization runs already.
    GradeCaseOpen "grade-case-open" 409,
    /// Indicators have no score of the organization's own yet (`SO-133`).
    GradeScoresMissing "grade-scores-missing" 409,
    /// Parts of the self-assessment say nothing yet (`SO-133`).
    GradeNotesMissing "grade-notes-missing" 409,
    /// The report on the self-assessment is missing.
    GradeReportMissing "grade-report-missing" 409,
    /// A condition of the assessment is not met (`SO-130`, `SO-131`).
    GradeIneligible "grade-ineligible" 409,
    /// Too few people have scored (`SO-135`).
    GradeSheetsFew "grade-sheets-few" 409,
    /// The publicity of the result is over (`SO-135`).
    GradeObjectionLate "grade-objection-late" 409,
    /// The publicity of the result still runs (`SO-135`).
    GradePublicityRuns "grade-publicity-runs" 409,
    /// The organization may still answer (`SO-135`).
    GradeAnswerRuns "grade-answer-runs" 409,
    /// The days to answer are over (`SO-135`).
    GradeAnswerLate "grade-answer-late" 409,
    /// A grade is lowered to one below it.
    GradeNotLower "grade-not-lower" 409,
    /// An application of this kind runs already.
    CharityCaseOpen "charity-case-open" 409,
    /// It is a charity already, or qualified already.
    CharityAlready "charity-already" 409,
    /// The application of a charity has fields without an answer (`SO-141`, `SO-143`).
    CharityFieldsMissing "charity-fields-missing" 409,
    /// Declarations are not made (`SO-141`, `SO-143`).
    CharityUndeclared "charity-undeclared" 409,
    /// Papers are missing.
    CharityPapersMissing "charity-papers-missing" 409,
    /// A condition is not met (`SO-141`–`SO-143`).
    CharityIneligible "charity-ineligible" 409,
    /// The days to decide are extended once (`SO-140`).
    CharityExtendedOnce "charity-extended-once" 409,
    /// An extension goes at most to a day (`SO-140`).
    CharityExtensionLong "charity-extension-long" 409,

    // market
    /// The code is not in the guiding catalogue (`PR-12`).
    NotInCatalogue "not-in-catalogue" 422,
    /// Nothing is bought without a line of the plan (`PR-13`).
    NoPlanLine "no-plan-line" 409,
    /// Not enough of the budget line is left (`PR-13`).
    OverBudget "over-budget" 409,
    /// The same item was split to stay below the open-tender amount (`PR-22`).
    Splitting "splitting" 409,
    /// At the open-tender amount another method needs the finance department's approval (`PR-21`).
    NeedsMethodApproval "needs-method-approval" 409,
    /// The intention has not been public long enough (`PR-30`).
    IntentionTooRecent "intention-too-recent" 409,
    /// The public was not asked about the requirement (`PR-19`).
    PublicNotAsked "public-not-asked" 409,
    /// The procedure is not offered, or asks for a ground that was not named.
    ProcedureUnsuited "procedure-unsuited" 409,
    /// The points do not add up to a hundred.
    PointsNotHundred "points-not-hundred" 409,
    /// There is no scoring item besides the price (`PR-76`).
    NoCriteria "no-criteria" 409,
    /// The price weighs less than the least (`PR-77`).
    PriceWeightTooLow "price-weight-too-low" 409,
    /// The price weighs more than the most (`PR-77`, 214号 art. 24).
    PriceWeightTooHigh "price-weight-too-high" 409,
    /// The deadline leaves bidders less time than the law asks (`PR-33`, `PR-34`, `PR-37`, `PR-39`).
    DeadlineTooEarly "deadline-too-early" 409,
    /// Questions would end after the deadline.
    QuestionsTooLate "questions-too-late" 409,
    /// The ceiling price is above the budget.
    CeilingAboveBudget "ceiling-above-budget" 409,
    /// The bid deposit is above its limit (Reg. art. 33).
    DepositTooHigh "deposit-too-high" 409,
    /// The contract would last longer than allowed (`PR-14`).
    ContractPeriodTooLong "contract-period-too-long" 409,
    /// The opening committee has not met, so the box has no locks (`design.md` 7.1).
    NoCommittee "no-committee" 409,
    /// The three committee members are not three different people with that duty.
    WrongOpeners "wrong-openers" 409,
    /// The deadline has passed.
    DeadlinePassed "deadline-passed" 409,
    /// The deadline has not passed yet.
    DeadlineNotPassed "deadline-not-passed" 409,
    /// Questions are no longer taken.
    QuestionsClosed "questions-closed" 409,
    /// The question has been answered.
    AlreadyAnswered "already-answered" 409,
    /// The time for a challenge is over (`PR-51`, `PR-52`).
    ChallengeTooLate "challenge-too-late" 409,
    /// There is nothing yet that could be challenged so.
    ChallengeTooEarly "challenge-too-early" 409,
    /// Only bidders may challenge the process or the result (94号 art. 11).
    NotABidder "not-a-bidder" 403,

    // market: bids, opening, review, award
    /// The act is for officers of the bidding organization.
    NotAnOfficer "not-an-officer" 403,
    /// The last byte came at or after the deadline.
    BidLate "bid-late" 409,
    /// The tender receives no bids: not published yet, or ended.
    BidsNotReceived "bids-not-received" 409,
    /// The two-lock box has no locks yet.
    BoxUnready "box-unready" 409,
    /// There is no bid in the box to act on.
    NoBid "no-bid" 409,
    /// Not a member of this tender's opening committee.
    NotAnOpener "not-an-opener" 403,
    /// Two different members of the committee must be present.
    TwoOpeners "two-openers" 409,
    /// The deadline has not passed.
    TooEarlyToOpen "too-early-to-open" 409,
    /// The committee has been drawn already.
    CommitteeDrawn "committee-drawn" 409,
    /// Too few experts without a tie to a bidder (`PR-72`, `PR-90`).
    PoolTooSmall "pool-too-small" 409,
    /// The committee would not be lawful (`PR-70`, `PR-71`).
    CommitteeUnlawful "committee-unlawful" 409,
    /// No seat on this tender's committee.
    NotOnCommittee "not-on-committee" 403,
    /// Ties come first: no bid is shown before the declaration (`PR-90`).
    DeclareFirst "declare-first" 409,
    /// The sheet is signed and can no longer change.
    SheetLocked "sheet-locked" 409,
    /// The review of quality is over, or has not begun.
    ReviewClosed "review-closed" 409,
    /// Not every bid has been checked for qualification.
    ChecksMissing "checks-missing" 409,
    /// This finding needs a reason in words (`PR-87`, `PR-91`).
    ReasonNeeded "reason-needed" 422,
    /// The password or the second factor for the signature is missing or wrong.
    SignatureWrong "signature-wrong" 403,
    /// Nobody stands at this place among the candidates.
    NotACandidate "not-a-candidate" 409,
    /// A better candidate is passed over without a lawful reason (`PR-42`).
    OutOfOrder "out-of-order" 422,
    /// No winner has been fixed.
    NoAward "no-award" 409,
    // contract, acceptance, payment
    /// The award notice is not out yet, so there is nothing to make a contract from.
    AwardNotPublished "award-not-published" 409,
    /// The award has its contract already.
    ContractExists "contract-exists" 409,
    /// The last day does not come after the first.
    ContractDays "contract-days" 422,
    /// The period is longer than the plan allows (`PR-14`).
    ContractTooLong "contract-too-long" 422,
    /// The milestones do not add up to the award (`PR-100`).
    MilestonesSum "milestones-sum" 422,
    /// A milestone lies outside the contract's period.
    MilestoneOutside "milestone-outside" 422,
    /// The milestones are not in the order of their days.
    MilestonesOrder "milestones-order" 422,
    /// Supplementary contracts are above a tenth of the original (Law art. 49).
    SupplementsTooMuch "supplements-too-much" 422,
    /// The supplier may still sign (`PR-45`).
    SigningStillOpen "signing-still-open" 409,
    /// More would be accepted than the milestone is worth.
    AcceptedTooMuch "accepted-too-much" 422,
    /// Users of a public service were not asked (`PR-103`).
    UsersNotAsked "users-not-asked" 422,
    /// More users satisfied than asked.
    UsersMiscounted "users-miscounted" 422,
    /// More would be paid than was accepted (`PR-104`).
    PaymentTooMuch "payment-too-much" 409,
    /// Contract, acceptance and budget do not agree.
    PaymentMismatch "payment-mismatch" 409,
    /// The voucher paid something already.
    VoucherUsed "voucher-used" 409,

    // volunteer
    /// Younger than the roll takes (`VO-21`).
    VolunteerTooYoung "volunteer-too-young" 409,
    /// A guardian's consent is needed (`VO-20`).
    GuardianNeeded "guardian-needed" 409,
    /// The account is on the roll already.
    AlreadyOnRoll "already-on-roll" 409,
    /// The document is on the roll already, under another account.
    IdentityOnRoll "identity-on-roll" 409,
    /// Only volunteers on the roll may do this.
    NotOnRoll "not-on-roll" 409,
    /// The organization has a team of this name.
    TeamNameTaken "team-name-taken" 409,
    /// Already in the team, or asked.
    AlreadyInTeam "already-in-team" 409,
    /// The team is dissolved.
    TeamDissolved "team-dissolved" 409,
    /// The activity would begin in the past.
    ActivityInPast "activity-in-past" 409,
    /// The end is not after the start, or too long after it.
    ActivityTimes "activity-times" 409,
    /// Sign-up would close after the start.
    SignUpAfterStart "sign-up-after-start" 409,
    /// The youngest age is below what the rules allow (`VO-20`).
    AgeTooLow "age-too-low" 409,
    /// Dangerous activity is for adults.
    DangerNeedsAdults "danger-needs-adults" 409,
    /// Sign-up is closed.
    SignUpClosed "sign-up-closed" 409,
    /// Too young for this activity.
    TooYoungForThis "too-young-for-this" 409,
    /// Signed up already.
    AlreadySignedUp "already-signed-up" 409,
    /// Not on the activity's list.
    NotSignedUp "not-signed-up" 409,
    /// The activity is not over.
    ActivityNotOver "activity-not-over" 409,
    /// Dangerous activity without accident insurance on record (`VO-12`).
    InsuranceMissing "insurance-missing" 409,
    /// Outside the window for signing in or out.
    OutsideWindow "outside-window" 409,
    /// Signed in already.
    AlreadySignedIn "already-signed-in" 409,
    /// Not signed in.
    NotSignedIn "not-signed-in" 409,
    /// The check-in code is old, foreign or altered.
    CheckInCodeInvalid "check-in-code-invalid" 410,
    /// Two records of one person overlap (`VO-33`).
    HoursOverlap "hours-overlap" 409,
    /// More than a day's cap (`VO-33`).
    DayCap "day-cap" 409,
    /// Times lie in the future.
    TimesInFuture "times-in-future" 409,
    /// A late entry needs the organizer's reason (`VO-33`).
    LateNeedsReason "late-needs-reason" 409,
    /// Nothing here waits for this person's confirmation.
    NothingToConfirm "nothing-to-confirm" 409,
    /// No effective hour to certify yet.
    NoHoursYet "no-hours-yet" 409,

    // community
    /// Online payment is not set up here.
    OnlinePaymentOff "online-payment-off" 409,
    /// The payment service did not answer.
    PaymentServiceAway "payment-service-away" 503,
    /// More would go back than was given.
    RefundTooMuch "refund-too-much" 409,

    // portal
}
