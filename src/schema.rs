//! Tables as the migrations make them; written from the migrations, checked by a test, never edited by hand.
#![allow(missing_docs)]
diesel::table! {
    acceptances (id) {
        id -> BigInt,
        no -> Text,
        contract_id -> BigInt,
        milestone_id -> BigInt,
        report_id -> BigInt,
        accepted_value -> BigInt,
        claimed -> BigInt,
        paid -> BigInt,
        findings -> Text,
        users_asked -> BigInt,
        users_satisfied -> BigInt,
        users_summary -> Text,
        accepted_by -> BigInt,
        accepted_at -> Timestamp,
        pay_by -> Date,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    account_links (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        purpose -> Text,
        token_hash -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        phone -> Nullable<Text>,
        password_hash -> Text,
        locale -> Text,
        verified_at -> Nullable<Timestamp>,
        totp_secret -> Nullable<Text>,
        totp_last_step -> Nullable<BigInt>,
        status -> Text,
        failed_sign_ins -> BigInt,
        locked_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    activities (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        host_name -> Text,
        team_id -> Nullable<BigInt>,
        title -> Text,
        summary -> Text,
        field -> Text,
        division -> Text,
        place -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        sign_up_until -> Timestamp,
        break_minutes -> BigInt,
        capacity -> BigInt,
        min_age -> BigInt,
        is_dangerous -> Bool,
        details -> Text,
        state -> Text,
        account_id -> Nullable<BigInt>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    announcements (id) {
        id -> BigInt,
        kind -> Text,
        subject_kind -> Text,
        subject_ref -> Text,
        title -> Text,
        facts -> Text,
        entry_id -> BigInt,
        published_at -> Timestamp,
    }
}

diesel::table! {
    annual_report_files (id) {
        id -> BigInt,
        report_id -> BigInt,
        paper -> Text,
        file_id -> BigInt,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    annual_reports (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        county -> Text,
        year -> BigInt,
        state -> Text,
        due_on -> Date,
        sponsor_due_on -> Nullable<Date>,
        answers -> Text,
        receipt_no -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        submitted_by -> Nullable<BigInt>,
        is_late -> Bool,
        examine_by -> Nullable<Date>,
        income -> Nullable<BigInt>,
        expenditure -> Nullable<BigInt>,
        net_assets -> Nullable<BigInt>,
        defects -> Text,
        returned_at -> Nullable<Timestamp>,
        correct_by -> Nullable<Date>,
        outcome -> Nullable<Text>,
        reasons -> Nullable<Text>,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> Nullable<Timestamp>,
        sent_back -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        reminded -> Nullable<BigInt>,
        listing_no -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    api_keys (id) {
        id -> BigInt,
        session_id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        head -> Text,
        scopes -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    application_documents (id) {
        id -> BigInt,
        application_id -> BigInt,
        key -> Text,
        file_id -> BigInt,
        is_current -> Bool,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    application_extensions (id) {
        id -> BigInt,
        application_id -> BigInt,
        reason -> Text,
        asked_by -> BigInt,
        asked_at -> Timestamp,
        is_granted -> Nullable<Bool>,
        answer -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        days -> Nullable<BigInt>,
    }
}

diesel::table! {
    application_pauses (id) {
        id -> BigInt,
        application_id -> BigInt,
        kind -> Text,
        reason -> Text,
        officers -> Text,
        from_on -> Date,
        expected_on -> Date,
        until_on -> Nullable<Date>,
        record -> Nullable<Text>,
        opened_by -> BigInt,
        closed_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    application_ties (id) {
        id -> BigInt,
        application_id -> BigInt,
        committee_id -> Nullable<BigInt>,
        organization_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    applications (id) {
        id -> BigInt,
        no -> Text,
        account_id -> BigInt,
        authority_id -> BigInt,
        kind -> Text,
        category -> Nullable<Text>,
        form -> Text,
        mode -> Nullable<Text>,
        state -> Text,
        version -> BigInt,
        name -> Text,
        division -> Text,
        content -> Text,
        rules -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        received_at -> Nullable<Timestamp>,
        accepted_on -> Nullable<Date>,
        is_deemed -> Bool,
        notice_due -> Nullable<Date>,
        promised_due -> Nullable<Date>,
        statutory_due -> Nullable<Date>,
        due_on -> Nullable<Date>,
        clerk_id -> Nullable<BigInt>,
        reviewer_id -> Nullable<BigInt>,
        decider_id -> Nullable<BigInt>,
        checks -> Text,
        notices -> Text,
        opinion -> Nullable<Text>,
        decision -> Nullable<Text>,
        organization_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    authorities (id) {
        id -> BigInt,
        code -> Text,
        kind -> Text,
        name -> Text,
        name_en -> Text,
        division -> Text,
        phone -> Text,
        address -> Text,
        created_at -> Timestamp,
        supervisor_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    awards (id) {
        id -> BigInt,
        tender_id -> BigInt,
        bid_id -> BigInt,
        organization_id -> BigInt,
        amount -> BigInt,
        position -> BigInt,
        deviation -> Nullable<Text>,
        deviation_text -> Text,
        fixed_by -> BigInt,
        fixed_at -> Timestamp,
        fix_by -> Date,
        publish_by -> Date,
        published_by -> Nullable<BigInt>,
        published_at -> Nullable<Timestamp>,
        entry_id -> BigInt,
        result_entry_id -> Nullable<BigInt>,
        ended_at -> Nullable<Timestamp>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    bid_checks (id) {
        id -> BigInt,
        bid_id -> BigInt,
        kind -> Text,
        passed -> Bool,
        reason -> Text,
        account_id -> Nullable<BigInt>,
        checked_at -> Timestamp,
    }
}

diesel::table! {
    bid_files (id) {
        id -> BigInt,
        bid_id -> BigInt,
        envelope -> Text,
        position -> BigInt,
        file_id -> BigInt,
    }
}

diesel::table! {
    bids (id) {
        id -> BigInt,
        owner -> Text,
        live -> Nullable<Text>,
        content -> Text,
        receipt_no -> Text,
        received_at -> Timestamp,
        identity -> Binary,
        technical_file_id -> BigInt,
        technical_sha256 -> Text,
        technical_size -> BigInt,
        price_file_id -> Nullable<BigInt>,
        price_sha256 -> Nullable<Text>,
        price_size -> Nullable<BigInt>,
        state -> Text,
        ended_at -> Nullable<Timestamp>,
        entry_id -> BigInt,
        version -> BigInt,
        tender_id -> Nullable<BigInt>,
        organization_id -> Nullable<BigInt>,
        position -> Nullable<BigInt>,
        opened_at -> Nullable<Timestamp>,
        technical -> Nullable<Text>,
        signals -> Nullable<Text>,
        problem -> Nullable<Text>,
        price -> Nullable<BigInt>,
        price_opened_at -> Nullable<Timestamp>,
        price_problem -> Nullable<Text>,
    }
}

diesel::table! {
    branches (id) {
        id -> BigInt,
        organization_id -> BigInt,
        kind -> Text,
        name -> Text,
        head -> Text,
        address -> Text,
        decided_on -> Date,
        declared_at -> Timestamp,
        ended_on -> Nullable<Date>,
    }
}

diesel::table! {
    case_documents (id) {
        id -> BigInt,
        case_id -> BigInt,
        key -> Text,
        file_id -> BigInt,
        is_current -> Bool,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_duties (id) {
        id -> BigInt,
        tender_id -> BigInt,
        duty -> Text,
        account_id -> BigInt,
        taken_at -> Timestamp,
    }
}

diesel::table! {
    case_extensions (id) {
        id -> BigInt,
        case_id -> BigInt,
        reason -> Text,
        asked_by -> BigInt,
        asked_at -> Timestamp,
        is_granted -> Nullable<Bool>,
        answer -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_pauses (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        reason -> Text,
        officers -> Text,
        from_on -> Date,
        expected_on -> Date,
        until_on -> Nullable<Date>,
        record -> Nullable<Text>,
        opened_by -> BigInt,
        closed_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        account_id -> BigInt,
        state -> Text,
        is_open -> Bool,
        version -> BigInt,
        kind -> Text,
        name -> Text,
        content -> Text,
        agreed_on -> Nullable<Date>,
        announced_at -> Nullable<Timestamp>,
        rules -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        received_at -> Nullable<Timestamp>,
        accepted_on -> Nullable<Date>,
        is_deemed -> Bool,
        notice_due -> Nullable<Date>,
        promised_due -> Nullable<Date>,
        statutory_due -> Nullable<Date>,
        due_on -> Nullable<Date>,
        clerk_id -> Nullable<BigInt>,
        reviewer_id -> Nullable<BigInt>,
        decider_id -> Nullable<BigInt>,
        checks -> Text,
        notices -> Text,
        opinion -> Nullable<Text>,
        decision -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    certificate_reminders (id) {
        id -> BigInt,
        organization_id -> BigInt,
        valid_until -> Date,
        days -> BigInt,
        given_at -> Timestamp,
    }
}

diesel::table! {
    certificates (id) {
        id -> BigInt,
        no -> Text,
        kind -> Text,
        subject_kind -> Text,
        subject_ref -> Text,
        facts -> Text,
        token -> Text,
        status -> Text,
        entry_id -> BigInt,
        issued_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    challenges (id) {
        id -> BigInt,
        no -> Text,
        tender_id -> BigInt,
        organization_id -> BigInt,
        lodged_by -> BigInt,
        lodged_at -> Timestamp,
        against -> Text,
        known_on -> Date,
        facts -> Text,
        request -> Text,
        state -> Text,
        reply_by -> Date,
        reply -> Nullable<Text>,
        replied_by -> Nullable<BigInt>,
        replied_at -> Nullable<Timestamp>,
        consequence -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        reply_entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    charity_cases (id) {
        id -> BigInt,
        no -> Text,
        kind -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        state -> Text,
        is_open -> Bool,
        content -> Text,
        course -> Text,
        submitted_at -> Nullable<Timestamp>,
        accepted_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        decided_on -> Nullable<Date>,
        certificate_no -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    charity_duties (id) {
        id -> BigInt,
        organization_id -> BigInt,
        kind -> Text,
        period -> Text,
        due_on -> Date,
        done_on -> Nullable<Date>,
        link -> Nullable<Text>,
        reminded -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    charity_files (id) {
        id -> BigInt,
        case_id -> BigInt,
        paper -> Text,
        file_id -> BigInt,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    committee_members (id) {
        id -> BigInt,
        tender_id -> BigInt,
        account_id -> BigInt,
        position -> BigInt,
        state -> Text,
        named_at -> Timestamp,
        declared_at -> Nullable<Timestamp>,
        withdrawal -> Nullable<Text>,
        dissent -> Nullable<Text>,
        sheet_sha256 -> Nullable<Text>,
        locked_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    committees (id) {
        id -> BigInt,
        tender_id -> BigInt,
        seed -> Text,
        pool -> Text,
        seats -> BigInt,
        drawn_by -> BigInt,
        drawn_at -> Timestamp,
        entry_id -> BigInt,
    }
}

diesel::table! {
    contracts (id) {
        id -> BigInt,
        no -> Text,
        tender_id -> BigInt,
        award_id -> BigInt,
        authority_id -> BigInt,
        organization_id -> BigInt,
        title -> Text,
        amount -> BigInt,
        supplemented -> BigInt,
        body -> Text,
        starts_on -> Date,
        ends_on -> Date,
        is_public_service -> Bool,
        state -> Text,
        drafted_by -> BigInt,
        reviewed_by -> Nullable<BigInt>,
        supplier_signed_by -> Nullable<BigInt>,
        supplier_signed_at -> Nullable<Timestamp>,
        buyer_signed_by -> Nullable<BigInt>,
        signed_at -> Nullable<Timestamp>,
        awarded_at -> Timestamp,
        sign_by -> Date,
        is_late -> Bool,
        publish_by -> Nullable<Date>,
        published_at -> Nullable<Timestamp>,
        file_by -> Nullable<Date>,
        filed_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    counters (id) {
        id -> BigInt,
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    disclosures (id) {
        id -> BigInt,
        organization_id -> BigInt,
        authority_id -> BigInt,
        account_id -> BigInt,
        reason -> Text,
        case_no -> Text,
        seen_at -> Timestamp,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    donations (id) {
        id -> BigInt,
        no -> Text,
        secret -> Text,
        amount -> BigInt,
        refunded -> BigInt,
        nickname -> Nullable<Text>,
        message -> Nullable<Text>,
        email -> Nullable<Text>,
        provider -> Text,
        state -> Text,
        checkout -> Nullable<Text>,
        payment_intent -> Nullable<Text>,
        voucher -> Nullable<Text>,
        prepared_by -> Nullable<BigInt>,
        confirmed_by -> Nullable<BigInt>,
        refund_asked_by -> Nullable<BigInt>,
        refund_confirmed_by -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        created_at -> Timestamp,
        paid_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    dumps (id) {
        id -> BigInt,
        day -> Date,
        dataset -> Text,
        form -> Text,
        file_sha256 -> Text,
        size -> BigInt,
        records -> BigInt,
        checkpoint -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    evaluations (id) {
        id -> BigInt,
        contract_id -> BigInt,
        organization_id -> BigInt,
        output -> BigInt,
        benefit -> BigInt,
        satisfaction -> BigInt,
        score -> BigInt,
        grade -> Text,
        comment -> Text,
        evaluated_by -> BigInt,
        evaluated_at -> Timestamp,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    expert_ties (id) {
        id -> BigInt,
        account_id -> BigInt,
        organization_id -> BigInt,
        kind -> Text,
        until -> Nullable<Date>,
        told_at -> Timestamp,
    }
}

diesel::table! {
    files (id) {
        id -> BigInt,
        sha256 -> Text,
        size -> BigInt,
        name -> Text,
        media_type -> Text,
        pages -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    fund_grants (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        title -> Text,
        amount -> BigInt,
        granted_on -> Date,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    grade_assessments (id) {
        id -> BigInt,
        no -> Text,
        round_id -> BigInt,
        organization_id -> BigInt,
        authority_id -> BigInt,
        county -> Text,
        kind -> Text,
        state -> Text,
        is_open -> Bool,
        content -> Text,
        course -> Text,
        submitted_at -> Nullable<Timestamp>,
        score -> Nullable<BigInt>,
        grade -> Nullable<Text>,
        due_on -> Nullable<Date>,
        public_until -> Nullable<Date>,
        confirmed_on -> Nullable<Date>,
        valid_until -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        certificate_no -> Nullable<Text>,
        reminded -> Nullable<BigInt>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    grade_files (id) {
        id -> BigInt,
        assessment_id -> BigInt,
        paper -> Text,
        file_id -> BigInt,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    grade_rounds (id) {
        id -> BigInt,
        no -> Text,
        authority_id -> BigInt,
        title -> Text,
        notice -> Text,
        kinds -> Text,
        standards -> Text,
        opens_on -> Date,
        closes_on -> Date,
        published_at -> Timestamp,
        published_by -> Nullable<BigInt>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    grade_sheets (id) {
        id -> BigInt,
        assessment_id -> BigInt,
        account_id -> BigInt,
        scores -> Text,
        total -> BigInt,
        visited_on -> Date,
        note -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    histories (id) {
        id -> BigInt,
        subject_kind -> Text,
        subject_id -> BigInt,
        event -> Text,
        from_state -> Text,
        to_state -> Text,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        note -> Nullable<Text>,
        request -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    hours_certificates (id) {
        id -> BigInt,
        no -> Text,
        volunteer_id -> BigInt,
        minutes -> BigInt,
        face -> Text,
        issued_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_rows (id) {
        id -> BigInt,
        import_id -> BigInt,
        line -> BigInt,
        organization_id -> BigInt,
        deed -> Text,
    }
}

diesel::table! {
    imports (id) {
        id -> BigInt,
        no -> Text,
        authority_id -> BigInt,
        account_id -> BigInt,
        file_sha256 -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> BigInt,
        state -> Text,
        version -> BigInt,
        lines -> BigInt,
        added -> BigInt,
        updated -> BigInt,
        unchanged -> BigInt,
        wrong -> BigInt,
        problems -> Text,
        created_at -> Timestamp,
        checked_at -> Timestamp,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    inspection_draws (id) {
        id -> BigInt,
        no -> Text,
        authority_id -> BigInt,
        title -> Text,
        basis -> Text,
        sample -> BigInt,
        population -> Text,
        population_digest -> Text,
        roster -> Text,
        commitment -> Text,
        sealed_seed -> Text,
        seed -> Nullable<Text>,
        state -> Text,
        announced_at -> Timestamp,
        announced_by -> BigInt,
        drawn_at -> Nullable<Timestamp>,
        drawn_by -> Nullable<BigInt>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    inspections (id) {
        id -> BigInt,
        no -> Text,
        draw_id -> BigInt,
        organization_id -> BigInt,
        authority_id -> BigInt,
        place -> BigInt,
        first_id -> BigInt,
        second_id -> BigInt,
        state -> Text,
        visited_on -> Nullable<Date>,
        facts -> Nullable<Text>,
        finding -> Nullable<Text>,
        rectify_by -> Nullable<Date>,
        recorded_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        reply -> Nullable<Text>,
        replied_at -> Nullable<Timestamp>,
        note -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        listing_no -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        email -> Text,
        role -> Text,
        body_kind -> Text,
        body_id -> BigInt,
        body_name -> Text,
        token_hash -> Text,
        invited_by -> Nullable<BigInt>,
        expires_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        dedupe_key -> Nullable<Text>,
        state -> Text,
        run_at -> Timestamp,
        attempts -> BigInt,
        locked_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    kept_forms (id) {
        id -> BigInt,
        token_hash -> Text,
        account_id -> BigInt,
        sealed -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    ledger_checkpoints (id) {
        id -> BigInt,
        tree_size -> BigInt,
        root -> Binary,
        note -> Text,
        signed_at -> Timestamp,
    }
}

diesel::table! {
    ledger_entries (id) {
        id -> BigInt,
        kind -> Text,
        subject_kind -> Text,
        subject_ref -> Text,
        actor -> Text,
        occurred_at -> Timestamp,
        is_public -> Bool,
        body -> Text,
        sealed -> Nullable<Text>,
        salt -> Nullable<Binary>,
        leaf_hash -> Binary,
        position -> Nullable<BigInt>,
    }
}

diesel::table! {
    ledger_hashes (id) {
        id -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    limits (id) {
        id -> BigInt,
        name -> Text,
        window_start -> Timestamp,
        used -> BigInt,
    }
}

diesel::table! {
    listings (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        list -> Text,
        ground -> Text,
        facts -> Text,
        state -> Text,
        noticed_at -> Timestamp,
        noticed_by -> Nullable<BigInt>,
        object_by -> Date,
        objection -> Nullable<Text>,
        objected_at -> Nullable<Timestamp>,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        listed_on -> Nullable<Date>,
        duty_done -> Nullable<Text>,
        asked_at -> Nullable<Timestamp>,
        verify_by -> Nullable<Date>,
        removed_on -> Nullable<Date>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    memberships (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        body_kind -> Text,
        body_id -> BigInt,
        body_name -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    milestone_files (id) {
        id -> BigInt,
        report_id -> BigInt,
        file_id -> BigInt,
        position -> BigInt,
    }
}

diesel::table! {
    milestone_reports (id) {
        id -> BigInt,
        milestone_id -> BigInt,
        position -> BigInt,
        summary -> Text,
        reported_by -> BigInt,
        reported_at -> Timestamp,
        returned_reason -> Nullable<Text>,
        returned_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    milestones (id) {
        id -> BigInt,
        contract_id -> BigInt,
        position -> BigInt,
        title -> Text,
        due_on -> Date,
        amount -> BigInt,
        state -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    money_entries (id) {
        id -> BigInt,
        transaction_id -> BigInt,
        account -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    money_transactions (id) {
        id -> BigInt,
        kind -> Text,
        subject -> Text,
        posted_at -> Timestamp,
    }
}

diesel::table! {
    name_reservations (id) {
        id -> BigInt,
        no -> Text,
        account_id -> BigInt,
        authority_id -> BigInt,
        kind -> Text,
        name -> Text,
        purpose -> Text,
        state -> Text,
        is_open -> Bool,
        version -> BigInt,
        asked_at -> Timestamp,
        due_on -> Date,
        until_on -> Nullable<Date>,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        application_no -> Nullable<Text>,
    }
}

diesel::table! {
    openings (id) {
        id -> BigInt,
        tender_id -> BigInt,
        envelope -> Text,
        first_account_id -> BigInt,
        second_account_id -> BigInt,
        opened_at -> Timestamp,
        failed -> Nullable<Text>,
        sealed_lock_b -> Nullable<Binary>,
        released_entry_id -> BigInt,
        entry_id -> BigInt,
    }
}

diesel::table! {
    organ_posts (id) {
        id -> BigInt,
        term_id -> BigInt,
        post -> Text,
        name -> Text,
        is_paid -> Bool,
        is_related -> Bool,
    }
}

diesel::table! {
    organ_terms (id) {
        id -> BigInt,
        organization_id -> BigInt,
        organ -> Text,
        number -> BigInt,
        from_on -> Date,
        until_on -> Date,
        is_current -> Bool,
        reminded -> Nullable<BigInt>,
        declared_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    organization_counts (id) {
        id -> BigInt,
        kind -> Text,
        category -> Text,
        county -> Text,
        status -> Text,
        is_registered -> Bool,
        total -> BigInt,
    }
}

diesel::table! {
    organization_filings (id) {
        id -> BigInt,
        organization_id -> BigInt,
        kind -> Text,
        state -> Text,
        version -> BigInt,
        file_id -> Nullable<BigInt>,
        sealed -> Nullable<Text>,
        note -> Nullable<Text>,
        filed_by -> BigInt,
        filed_at -> Timestamp,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    organization_versions (id) {
        id -> BigInt,
        organization_id -> BigInt,
        from_on -> Date,
        until_on -> Date,
        name -> Text,
        items -> Text,
        case_no -> Text,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    organizations (id) {
        id -> BigInt,
        credit_code -> Text,
        kind -> Text,
        form -> Text,
        mode -> Text,
        category -> Text,
        name -> Text,
        name_en -> Nullable<Text>,
        former_names -> Text,
        authority_id -> BigInt,
        division -> Text,
        county -> Text,
        domicile -> Text,
        purpose -> Text,
        scope -> Text,
        legal_representative -> Text,
        capital -> BigInt,
        founded_on -> Date,
        certificate_no -> Text,
        valid_until -> Nullable<Date>,
        status -> Text,
        is_registered -> Bool,
        is_charity -> Bool,
        grade -> Nullable<Text>,
        contact_phone -> Text,
        contact_email -> Text,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        others -> Text,
        supervisor_id -> BigInt,
    }
}

diesel::table! {
    payments (id) {
        id -> BigInt,
        no -> Text,
        contract_id -> BigInt,
        acceptance_id -> BigInt,
        authority_id -> BigInt,
        organization_id -> BigInt,
        amount -> BigInt,
        invoice_no -> Text,
        state -> Text,
        prepared_by -> BigInt,
        prepared_at -> Timestamp,
        pay_by -> Date,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        voucher -> Nullable<Text>,
        reason -> Nullable<Text>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    plan_lines (id) {
        id -> BigInt,
        no -> Text,
        authority_id -> BigInt,
        year -> BigInt,
        catalogue_code -> Text,
        title -> Text,
        budget -> BigInt,
        intention_on -> Nullable<Date>,
        need_asked -> Text,
        status -> Text,
        created_by -> BigInt,
        created_at -> Timestamp,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    provider_events (id) {
        id -> BigInt,
        provider -> Text,
        event -> Text,
        kind -> Text,
        facts -> Text,
        received_at -> Timestamp,
        applied_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    rankings (id) {
        id -> BigInt,
        tender_id -> BigInt,
        bid_id -> BigInt,
        organization_id -> BigInt,
        quality -> Text,
        price_points -> Text,
        total -> Text,
        offered -> BigInt,
        rank -> BigInt,
        position -> BigInt,
        is_low -> Bool,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> BigInt,
        account_id -> BigInt,
        code_hash -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    renewals (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        declaration -> Text,
        state -> Text,
        is_open -> Bool,
        version -> BigInt,
        before_no -> Text,
        asked_at -> Timestamp,
        due_on -> Date,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        certificate_no -> Nullable<Text>,
        valid_until -> Nullable<Date>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    replies (id) {
        id -> BigInt,
        account_id -> BigInt,
        once_key -> Text,
        fingerprint -> Text,
        reply -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    representatives (id) {
        id -> BigInt,
        organization_id -> BigInt,
        identity -> Text,
        from_on -> Date,
        until_on -> Nullable<Date>,
    }
}

diesel::table! {
    review_scores (id) {
        id -> BigInt,
        member_id -> BigInt,
        bid_id -> BigInt,
        criterion_id -> BigInt,
        points -> BigInt,
        note -> Text,
    }
}

diesel::table! {
    review_verdicts (id) {
        id -> BigInt,
        member_id -> BigInt,
        bid_id -> BigInt,
        passed -> Bool,
        reason -> Text,
    }
}

diesel::table! {
    revocations (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        ground -> Text,
        facts -> Text,
        state -> Text,
        is_open -> Bool,
        noticed_at -> Timestamp,
        noticed_by -> BigInt,
        answer_by -> Date,
        statement -> Nullable<Text>,
        stated_at -> Nullable<Timestamp>,
        hearing_from -> Nullable<Date>,
        heard_on -> Nullable<Date>,
        record -> Nullable<Text>,
        heard_by -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> BigInt,
        account_id -> BigInt,
        place -> Text,
        query -> Text,
        is_mailed -> Bool,
        seen_at -> Timestamp,
        looked_on -> Nullable<Date>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    service_record_notes (id) {
        id -> BigInt,
        record_id -> BigInt,
        kind -> Text,
        reason -> Text,
        old -> Nullable<Text>,
        new -> Nullable<Text>,
        account_id -> Nullable<BigInt>,
        entry_id -> Nullable<BigInt>,
        at -> Timestamp,
    }
}

diesel::table! {
    service_records (id) {
        id -> BigInt,
        no -> Text,
        signup_id -> BigInt,
        activity_id -> BigInt,
        volunteer_id -> BigInt,
        organization_id -> BigInt,
        team_id -> Nullable<BigInt>,
        served_on -> Date,
        in_at -> Timestamp,
        in_how -> Text,
        in_by -> Nullable<BigInt>,
        out_at -> Nullable<Timestamp>,
        out_how -> Nullable<Text>,
        out_by -> Nullable<BigInt>,
        minutes -> BigInt,
        state -> Text,
        is_back_dated -> Bool,
        is_late -> Bool,
        reason -> Nullable<Text>,
        changed_by -> Nullable<BigInt>,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        entered_at -> Timestamp,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        account_id -> BigInt,
        kind -> Text,
        family -> Text,
        device -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        strong_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    signups (id) {
        id -> BigInt,
        activity_id -> BigInt,
        volunteer_id -> BigInt,
        place -> BigInt,
        state -> Text,
        signed_up_at -> Timestamp,
        promoted_at -> Nullable<Timestamp>,
        cancelled_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    supplements (id) {
        id -> BigInt,
        contract_id -> BigInt,
        position -> BigInt,
        title -> Text,
        reason -> Text,
        amount -> BigInt,
        due_on -> Date,
        state -> Text,
        drafted_by -> BigInt,
        reviewed_by -> Nullable<BigInt>,
        signed_by -> Nullable<BigInt>,
        signed_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    team_members (id) {
        id -> BigInt,
        team_id -> BigInt,
        volunteer_id -> BigInt,
        role -> Text,
        state -> Text,
        asked_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    teams (id) {
        id -> BigInt,
        no -> Text,
        name -> Text,
        organization_id -> BigInt,
        host_name -> Text,
        division -> Text,
        community -> Text,
        fields -> Text,
        intro -> Text,
        founded_on -> Date,
        state -> Text,
        minutes -> BigInt,
        entry_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    tender_criteria (id) {
        id -> BigInt,
        tender_id -> BigInt,
        position -> BigInt,
        key -> Text,
        title -> Text,
        description -> Text,
        max_points -> BigInt,
        is_price -> Bool,
        is_objective -> Bool,
    }
}

diesel::table! {
    tender_documents (id) {
        id -> BigInt,
        tender_id -> BigInt,
        file_id -> BigInt,
        title -> Text,
        revision -> BigInt,
        added_by -> BigInt,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    tender_locks (id) {
        id -> BigInt,
        tender_id -> BigInt,
        envelope -> Text,
        public_a -> Text,
        sealed_secret_a -> Binary,
        public_b -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    tender_openers (id) {
        id -> BigInt,
        tender_id -> BigInt,
        account_id -> BigInt,
        position -> BigInt,
        technical_share -> Nullable<Text>,
        price_share -> Nullable<Text>,
    }
}

diesel::table! {
    tender_questions (id) {
        id -> BigInt,
        tender_id -> BigInt,
        organization_id -> Nullable<BigInt>,
        asked_by -> Nullable<BigInt>,
        asked_at -> Timestamp,
        body -> Text,
        answer -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Timestamp>,
        changes_documents -> Bool,
        closes_before -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    tenders (id) {
        id -> BigInt,
        no -> Text,
        plan_line_id -> Nullable<BigInt>,
        authority_id -> BigInt,
        title -> Text,
        summary -> Text,
        need -> Text,
        division -> Text,
        procedure_key -> Text,
        profile -> Text,
        terms -> Text,
        budget -> BigInt,
        ceiling -> Nullable<BigInt>,
        price_weight_bp -> BigInt,
        is_simulated -> Bool,
        state -> Text,
        created_by -> BigInt,
        approved_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        questions_until -> Nullable<Timestamp>,
        closes_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
        scored_at -> Nullable<Timestamp>,
        priced_at -> Nullable<Timestamp>,
        result_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        next_check_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    upkeeps (id) {
        id -> BigInt,
        no -> Text,
        organization_id -> BigInt,
        authority_id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        year -> BigInt,
        content -> Text,
        state -> Text,
        is_open -> Bool,
        version -> BigInt,
        asked_at -> Timestamp,
        due_on -> Date,
        decision -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        entry_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    volunteer_consents (id) {
        id -> BigInt,
        volunteer_id -> BigInt,
        kind -> Text,
        text_version -> Text,
        given_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    volunteers (id) {
        id -> BigInt,
        no -> Text,
        account_id -> Nullable<BigInt>,
        nickname -> Text,
        shown_name -> Nullable<Text>,
        identity_kind -> Nullable<Text>,
        identity_hash -> Nullable<Text>,
        sealed -> Nullable<Binary>,
        birth_month -> Nullable<Date>,
        division -> Text,
        skills -> Text,
        fields -> Text,
        free_time -> Text,
        national_no -> Nullable<Text>,
        state -> Text,
        entry_id -> Nullable<BigInt>,
        joined_at -> Timestamp,
        left_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::joinable!(acceptances -> accounts (accepted_by));
diesel::joinable!(acceptances -> contracts (contract_id));
diesel::joinable!(acceptances -> milestone_reports (report_id));
diesel::joinable!(acceptances -> milestones (milestone_id));
diesel::joinable!(account_links -> accounts (account_id));
diesel::joinable!(activities -> organizations (organization_id));
diesel::joinable!(activities -> teams (team_id));
diesel::joinable!(annual_report_files -> annual_reports (report_id));
diesel::joinable!(annual_report_files -> files (file_id));
diesel::joinable!(annual_reports -> authorities (authority_id));
diesel::joinable!(annual_reports -> organizations (organization_id));
diesel::joinable!(api_keys -> accounts (account_id));
diesel::joinable!(api_keys -> sessions (session_id));
diesel::joinable!(application_documents -> applications (application_id));
diesel::joinable!(application_documents -> files (file_id));
diesel::joinable!(application_extensions -> applications (application_id));
diesel::joinable!(application_pauses -> applications (application_id));
diesel::joinable!(application_ties -> applications (application_id));
diesel::joinable!(application_ties -> authorities (committee_id));
diesel::joinable!(application_ties -> organizations (organization_id));
diesel::joinable!(applications -> authorities (authority_id));
diesel::joinable!(applications -> organizations (organization_id));
diesel::joinable!(awards -> bids (bid_id));
diesel::joinable!(awards -> organizations (organization_id));
diesel::joinable!(awards -> tenders (tender_id));
diesel::joinable!(bid_checks -> accounts (account_id));
diesel::joinable!(bid_checks -> bids (bid_id));
diesel::joinable!(bid_files -> bids (bid_id));
diesel::joinable!(bid_files -> files (file_id));
diesel::joinable!(bids -> organizations (organization_id));
diesel::joinable!(bids -> tenders (tender_id));
diesel::joinable!(branches -> organizations (organization_id));
diesel::joinable!(case_documents -> cases (case_id));
diesel::joinable!(case_documents -> files (file_id));
diesel::joinable!(case_duties -> accounts (account_id));
diesel::joinable!(case_duties -> tenders (tender_id));
diesel::joinable!(case_extensions -> cases (case_id));
diesel::joinable!(case_pauses -> cases (case_id));
diesel::joinable!(cases -> authorities (authority_id));
diesel::joinable!(cases -> organizations (organization_id));
diesel::joinable!(certificate_reminders -> organizations (organization_id));
diesel::joinable!(challenges -> organizations (organization_id));
diesel::joinable!(challenges -> tenders (tender_id));
diesel::joinable!(charity_cases -> authorities (authority_id));
diesel::joinable!(charity_cases -> organizations (organization_id));
diesel::joinable!(charity_duties -> organizations (organization_id));
diesel::joinable!(charity_files -> charity_cases (case_id));
diesel::joinable!(charity_files -> files (file_id));
diesel::joinable!(committee_members -> accounts (account_id));
diesel::joinable!(committee_members -> tenders (tender_id));
diesel::joinable!(committees -> accounts (drawn_by));
diesel::joinable!(committees -> tenders (tender_id));
diesel::joinable!(contracts -> authorities (authority_id));
diesel::joinable!(contracts -> awards (award_id));
diesel::joinable!(contracts -> organizations (organization_id));
diesel::joinable!(contracts -> tenders (tender_id));
diesel::joinable!(disclosures -> accounts (account_id));
diesel::joinable!(disclosures -> authorities (authority_id));
diesel::joinable!(disclosures -> organizations (organization_id));
diesel::joinable!(evaluations -> accounts (evaluated_by));
diesel::joinable!(evaluations -> contracts (contract_id));
diesel::joinable!(evaluations -> organizations (organization_id));
diesel::joinable!(expert_ties -> accounts (account_id));
diesel::joinable!(expert_ties -> organizations (organization_id));
diesel::joinable!(fund_grants -> organizations (organization_id));
diesel::joinable!(grade_assessments -> authorities (authority_id));
diesel::joinable!(grade_assessments -> grade_rounds (round_id));
diesel::joinable!(grade_assessments -> organizations (organization_id));
diesel::joinable!(grade_files -> files (file_id));
diesel::joinable!(grade_files -> grade_assessments (assessment_id));
diesel::joinable!(grade_rounds -> accounts (published_by));
diesel::joinable!(grade_rounds -> authorities (authority_id));
diesel::joinable!(grade_sheets -> accounts (account_id));
diesel::joinable!(grade_sheets -> grade_assessments (assessment_id));
diesel::joinable!(hours_certificates -> volunteers (volunteer_id));
diesel::joinable!(import_rows -> imports (import_id));
diesel::joinable!(import_rows -> organizations (organization_id));
diesel::joinable!(imports -> authorities (authority_id));
diesel::joinable!(inspection_draws -> authorities (authority_id));
diesel::joinable!(inspections -> authorities (authority_id));
diesel::joinable!(inspections -> inspection_draws (draw_id));
diesel::joinable!(inspections -> organizations (organization_id));
diesel::joinable!(invitations -> accounts (invited_by));
diesel::joinable!(kept_forms -> accounts (account_id));
diesel::joinable!(listings -> authorities (authority_id));
diesel::joinable!(listings -> organizations (organization_id));
diesel::joinable!(memberships -> accounts (account_id));
diesel::joinable!(milestone_files -> files (file_id));
diesel::joinable!(milestone_files -> milestone_reports (report_id));
diesel::joinable!(milestone_reports -> accounts (reported_by));
diesel::joinable!(milestone_reports -> milestones (milestone_id));
diesel::joinable!(milestones -> contracts (contract_id));
diesel::joinable!(money_entries -> money_transactions (transaction_id));
diesel::joinable!(name_reservations -> authorities (authority_id));
diesel::joinable!(openings -> tenders (tender_id));
diesel::joinable!(organ_posts -> organ_terms (term_id));
diesel::joinable!(organ_terms -> organizations (organization_id));
diesel::joinable!(organization_filings -> files (file_id));
diesel::joinable!(organization_filings -> organizations (organization_id));
diesel::joinable!(organization_versions -> organizations (organization_id));
diesel::joinable!(organizations -> authorities (authority_id));
diesel::joinable!(payments -> acceptances (acceptance_id));
diesel::joinable!(payments -> authorities (authority_id));
diesel::joinable!(payments -> contracts (contract_id));
diesel::joinable!(payments -> organizations (organization_id));
diesel::joinable!(plan_lines -> accounts (created_by));
diesel::joinable!(plan_lines -> authorities (authority_id));
diesel::joinable!(rankings -> bids (bid_id));
diesel::joinable!(rankings -> organizations (organization_id));
diesel::joinable!(rankings -> tenders (tender_id));
diesel::joinable!(recovery_codes -> accounts (account_id));
diesel::joinable!(renewals -> authorities (authority_id));
diesel::joinable!(renewals -> organizations (organization_id));
diesel::joinable!(representatives -> organizations (organization_id));
diesel::joinable!(review_scores -> bids (bid_id));
diesel::joinable!(review_scores -> committee_members (member_id));
diesel::joinable!(review_scores -> tender_criteria (criterion_id));
diesel::joinable!(review_verdicts -> bids (bid_id));
diesel::joinable!(review_verdicts -> committee_members (member_id));
diesel::joinable!(revocations -> authorities (authority_id));
diesel::joinable!(revocations -> organizations (organization_id));
diesel::joinable!(saved_searches -> accounts (account_id));
diesel::joinable!(service_record_notes -> service_records (record_id));
diesel::joinable!(service_records -> activities (activity_id));
diesel::joinable!(service_records -> organizations (organization_id));
diesel::joinable!(service_records -> signups (signup_id));
diesel::joinable!(service_records -> teams (team_id));
diesel::joinable!(service_records -> volunteers (volunteer_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(signups -> activities (activity_id));
diesel::joinable!(signups -> volunteers (volunteer_id));
diesel::joinable!(supplements -> contracts (contract_id));
diesel::joinable!(team_members -> teams (team_id));
diesel::joinable!(team_members -> volunteers (volunteer_id));
diesel::joinable!(teams -> organizations (organization_id));
diesel::joinable!(tender_criteria -> tenders (tender_id));
diesel::joinable!(tender_documents -> accounts (added_by));
diesel::joinable!(tender_documents -> files (file_id));
diesel::joinable!(tender_documents -> tenders (tender_id));
diesel::joinable!(tender_locks -> tenders (tender_id));
diesel::joinable!(tender_openers -> accounts (account_id));
diesel::joinable!(tender_openers -> tenders (tender_id));
diesel::joinable!(tender_questions -> organizations (organization_id));
diesel::joinable!(tender_questions -> tenders (tender_id));
diesel::joinable!(tenders -> authorities (authority_id));
diesel::joinable!(tenders -> plan_lines (plan_line_id));
diesel::joinable!(upkeeps -> authorities (authority_id));
diesel::joinable!(upkeeps -> organizations (organization_id));
diesel::joinable!(volunteer_consents -> volunteers (volunteer_id));
diesel::joinable!(volunteers -> accounts (account_id));

diesel::allow_tables_to_appear_in_same_query!(acceptances, accounts);
diesel::allow_tables_to_appear_in_same_query!(acceptances, contracts);
diesel::allow_tables_to_appear_in_same_query!(acceptances, milestone_reports);
diesel::allow_tables_to_appear_in_same_query!(acceptances, milestones);
diesel::allow_tables_to_appear_in_same_query!(acceptances, payments);
diesel::allow_tables_to_appear_in_same_query!(account_links, accounts);
diesel::allow_tables_to_appear_in_same_query!(accounts, api_keys);
diesel::allow_tables_to_appear_in_same_query!(accounts, bid_checks);
diesel::allow_tables_to_appear_in_same_query!(accounts, case_duties);
diesel::allow_tables_to_appear_in_same_query!(accounts, committee_members);
diesel::allow_tables_to_appear_in_same_query!(accounts, committees);
diesel::allow_tables_to_appear_in_same_query!(accounts, disclosures);
diesel::allow_tables_to_appear_in_same_query!(accounts, evaluations);
diesel::allow_tables_to_appear_in_same_query!(accounts, expert_ties);
diesel::allow_tables_to_appear_in_same_query!(accounts, grade_rounds);
diesel::allow_tables_to_appear_in_same_query!(accounts, grade_sheets);
diesel::allow_tables_to_appear_in_same_query!(accounts, invitations);
diesel::allow_tables_to_appear_in_same_query!(accounts, kept_forms);
diesel::allow_tables_to_appear_in_same_query!(accounts, memberships);
diesel::allow_tables_to_appear_in_same_query!(accounts, milestone_reports);
diesel::allow_tables_to_appear_in_same_query!(accounts, plan_lines);
diesel::allow_tables_to_appear_in_same_query!(accounts, recovery_codes);
diesel::allow_tables_to_appear_in_same_query!(accounts, saved_searches);
diesel::allow_tables_to_appear_in_same_query!(accounts, sessions);
diesel::allow_tables_to_appear_in_same_query!(accounts, tender_documents);
diesel::allow_tables_to_appear_in_same_query!(accounts, tender_openers);
diesel::allow_tables_to_appear_in_same_query!(accounts, volunteers);
diesel::allow_tables_to_appear_in_same_query!(activities, organizations);
diesel::allow_tables_to_appear_in_same_query!(activities, service_records);
diesel::allow_tables_to_appear_in_same_query!(activities, signups);
diesel::allow_tables_to_appear_in_same_query!(activities, teams);
diesel::allow_tables_to_appear_in_same_query!(annual_report_files, annual_reports);
diesel::allow_tables_to_appear_in_same_query!(annual_report_files, files);
diesel::allow_tables_to_appear_in_same_query!(annual_reports, authorities);
diesel::allow_tables_to_appear_in_same_query!(annual_reports, organizations);
diesel::allow_tables_to_appear_in_same_query!(api_keys, sessions);
diesel::allow_tables_to_appear_in_same_query!(application_documents, applications);
diesel::allow_tables_to_appear_in_same_query!(application_documents, files);
diesel::allow_tables_to_appear_in_same_query!(application_extensions, applications);
diesel::allow_tables_to_appear_in_same_query!(application_pauses, applications);
diesel::allow_tables_to_appear_in_same_query!(application_ties, applications);
diesel::allow_tables_to_appear_in_same_query!(application_ties, authorities);
diesel::allow_tables_to_appear_in_same_query!(application_ties, organizations);
diesel::allow_tables_to_appear_in_same_query!(applications, authorities);
diesel::allow_tables_to_appear_in_same_query!(applications, organizations);
diesel::allow_tables_to_appear_in_same_query!(authorities, cases);
diesel::allow_tables_to_appear_in_same_query!(authorities, charity_cases);
diesel::allow_tables_to_appear_in_same_query!(authorities, contracts);
diesel::allow_tables_to_appear_in_same_query!(authorities, disclosures);
diesel::allow_tables_to_appear_in_same_query!(authorities, grade_assessments);
diesel::allow_tables_to_appear_in_same_query!(authorities, grade_rounds);
diesel::allow_tables_to_appear_in_same_query!(authorities, imports);
diesel::allow_tables_to_appear_in_same_query!(authorities, inspection_draws);
diesel::allow_tables_to_appear_in_same_query!(authorities, inspections);
diesel::allow_tables_to_appear_in_same_query!(authorities, listings);
diesel::allow_tables_to_appear_in_same_query!(authorities, name_reservations);
diesel::allow_tables_to_appear_in_same_query!(authorities, organizations);
diesel::allow_tables_to_appear_in_same_query!(authorities, payments);
diesel::allow_tables_to_appear_in_same_query!(authorities, plan_lines);
diesel::allow_tables_to_appear_in_same_query!(authorities, renewals);
diesel::allow_tables_to_appear_in_same_query!(authorities, revocations);
diesel::allow_tables_to_appear_in_same_query!(authorities, tenders);
diesel::allow_tables_to_appear_in_same_query!(authorities, upkeeps);
diesel::allow_tables_to_appear_in_same_query!(awards, bids);
diesel::allow_tables_to_appear_in_same_query!(awards, contracts);
diesel::allow_tables_to_appear_in_same_query!(awards, organizations);
diesel::allow_tables_to_appear_in_same_query!(awards, tenders);
diesel::allow_tables_to_appear_in_same_query!(bid_checks, bids);
diesel::allow_tables_to_appear_in_same_query!(bid_files, bids);
diesel::allow_tables_to_appear_in_same_query!(bid_files, files);
diesel::allow_tables_to_appear_in_same_query!(bids, organizations);
diesel::allow_tables_to_appear_in_same_query!(bids, rankings);
diesel::allow_tables_to_appear_in_same_query!(bids, review_scores);
diesel::allow_tables_to_appear_in_same_query!(bids, review_verdicts);
diesel::allow_tables_to_appear_in_same_query!(bids, tenders);
diesel::allow_tables_to_appear_in_same_query!(branches, organizations);
diesel::allow_tables_to_appear_in_same_query!(case_documents, cases);
diesel::allow_tables_to_appear_in_same_query!(case_documents, files);
diesel::allow_tables_to_appear_in_same_query!(case_duties, tenders);
diesel::allow_tables_to_appear_in_same_query!(case_extensions, cases);
diesel::allow_tables_to_appear_in_same_query!(case_pauses, cases);
diesel::allow_tables_to_appear_in_same_query!(cases, organizations);
diesel::allow_tables_to_appear_in_same_query!(certificate_reminders, organizations);
diesel::allow_tables_to_appear_in_same_query!(challenges, organizations);
diesel::allow_tables_to_appear_in_same_query!(challenges, tenders);
diesel::allow_tables_to_appear_in_same_query!(charity_cases, charity_files);
diesel::allow_tables_to_appear_in_same_query!(charity_cases, organizations);
diesel::allow_tables_to_appear_in_same_query!(charity_duties, organizations);
diesel::allow_tables_to_appear_in_same_query!(charity_files, files);
diesel::allow_tables_to_appear_in_same_query!(committee_members, review_scores);
diesel::allow_tables_to_appear_in_same_query!(committee_members, review_verdicts);
diesel::allow_tables_to_appear_in_same_query!(committee_members, tenders);
diesel::allow_tables_to_appear_in_same_query!(committees, tenders);
diesel::allow_tables_to_appear_in_same_query!(contracts, evaluations);
diesel::allow_tables_to_appear_in_same_query!(contracts, milestones);
diesel::allow_tables_to_appear_in_same_query!(contracts, organizations);
diesel::allow_tables_to_appear_in_same_query!(contracts, payments);
diesel::allow_tables_to_appear_in_same_query!(contracts, supplements);
diesel::allow_tables_to_appear_in_same_query!(contracts, tenders);
diesel::allow_tables_to_appear_in_same_query!(disclosures, organizations);
diesel::allow_tables_to_appear_in_same_query!(evaluations, organizations);
diesel::allow_tables_to_appear_in_same_query!(expert_ties, organizations);
diesel::allow_tables_to_appear_in_same_query!(files, grade_files);
diesel::allow_tables_to_appear_in_same_query!(files, milestone_files);
diesel::allow_tables_to_appear_in_same_query!(files, organization_filings);
diesel::allow_tables_to_appear_in_same_query!(files, tender_documents);
diesel::allow_tables_to_appear_in_same_query!(fund_grants, organizations);
diesel::allow_tables_to_appear_in_same_query!(grade_assessments, grade_files);
diesel::allow_tables_to_appear_in_same_query!(grade_assessments, grade_rounds);
diesel::allow_tables_to_appear_in_same_query!(grade_assessments, grade_sheets);
diesel::allow_tables_to_appear_in_same_query!(grade_assessments, organizations);
diesel::allow_tables_to_appear_in_same_query!(hours_certificates, volunteers);
diesel::allow_tables_to_appear_in_same_query!(import_rows, imports);
diesel::allow_tables_to_appear_in_same_query!(import_rows, organizations);
diesel::allow_tables_to_appear_in_same_query!(inspection_draws, inspections);
diesel::allow_tables_to_appear_in_same_query!(inspections, organizations);
diesel::allow_tables_to_appear_in_same_query!(listings, organizations);
diesel::allow_tables_to_appear_in_same_query!(milestone_files, milestone_reports);
diesel::allow_tables_to_appear_in_same_query!(milestone_reports, milestones);
diesel::allow_tables_to_appear_in_same_query!(money_entries, money_transactions);
diesel::allow_tables_to_appear_in_same_query!(openings, tenders);
diesel::allow_tables_to_appear_in_same_query!(organ_posts, organ_terms);
diesel::allow_tables_to_appear_in_same_query!(organ_terms, organizations);
diesel::allow_tables_to_appear_in_same_query!(organization_filings, organizations);
diesel::allow_tables_to_appear_in_same_query!(organization_versions, organizations);
diesel::allow_tables_to_appear_in_same_query!(organizations, payments);
diesel::allow_tables_to_appear_in_same_query!(organizations, rankings);
diesel::allow_tables_to_appear_in_same_query!(organizations, renewals);
diesel::allow_tables_to_appear_in_same_query!(organizations, representatives);
diesel::allow_tables_to_appear_in_same_query!(organizations, revocations);
diesel::allow_tables_to_appear_in_same_query!(organizations, service_records);
diesel::allow_tables_to_appear_in_same_query!(organizations, teams);
diesel::allow_tables_to_appear_in_same_query!(organizations, tender_questions);
diesel::allow_tables_to_appear_in_same_query!(organizations, upkeeps);
diesel::allow_tables_to_appear_in_same_query!(plan_lines, tenders);
diesel::allow_tables_to_appear_in_same_query!(rankings, tenders);
diesel::allow_tables_to_appear_in_same_query!(review_scores, tender_criteria);
diesel::allow_tables_to_appear_in_same_query!(service_record_notes, service_records);
diesel::allow_tables_to_appear_in_same_query!(service_records, signups);
diesel::allow_tables_to_appear_in_same_query!(service_records, teams);
diesel::allow_tables_to_appear_in_same_query!(service_records, volunteers);
diesel::allow_tables_to_appear_in_same_query!(signups, volunteers);
diesel::allow_tables_to_appear_in_same_query!(team_members, teams);
diesel::allow_tables_to_appear_in_same_query!(team_members, volunteers);
diesel::allow_tables_to_appear_in_same_query!(tender_criteria, tenders);
diesel::allow_tables_to_appear_in_same_query!(tender_documents, tenders);
diesel::allow_tables_to_appear_in_same_query!(tender_locks, tenders);
diesel::allow_tables_to_appear_in_same_query!(tender_openers, tenders);
diesel::allow_tables_to_appear_in_same_query!(tender_questions, tenders);
diesel::allow_tables_to_appear_in_same_query!(volunteer_consents, volunteers);
