//! Text columns for the kernel's own words: what a value is in the database is what it says of itself.

/// Implements the diesel conversions of a type with `as_str()` and `FromStr` (error: `Display`) on a TEXT column, for
/// every engine. The type derives `AsExpression` and `FromSqlRow` with `#[diesel(sql_type = diesel::sql_types::Text)]`.
macro_rules! text_column {
    ($name:ty) => {
        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.as_str(), out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(raw)?;
                text.parse::<Self>().map_err(|e| e.to_string().into())
            }
        }
    };
}

pub(crate) use text_column;
