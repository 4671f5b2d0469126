using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Ledger.Postings;

/// <summary>A posting that a correct caller may ask for, with the transaction that it becomes.</summary>
internal readonly record struct CheckedPosting(Posting Posting, TransactionRow Row);
