using Marketplace.Credits.Ledger.Postings;

namespace Marketplace.Credits.Ledger.Debits;

/// <summary>What a debit of a batch came to: an answer, or what went wrong with it alone.</summary>
internal readonly record struct DebitAnswer(PostResult? Result, Exception? Failure);
