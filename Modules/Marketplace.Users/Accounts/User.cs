using Marketplace.Data;
using Marketplace.Users.Addresses;

namespace Marketplace.Users.Accounts;

/// <summary>A person with an account in this tenant. The e-mail address is also the name they sign in with.</summary>
internal sealed class User
{
    /// <summary>The end of a lock that an administrator set: until they lift it.</summary>
    public static readonly DateTimeOffset Forever = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Func<IOutbox, UnitOfWork, CancellationToken, Task>> _events = [];
    private readonly List<AuditEntry> _notes = [];

    public required string Id { get; init; }

    public required string Email { get; set; }

    public string NormalizedEmail { get; set; } = "";

    /// <summary>As the person typed it; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The language they chose, two letters; null: the site's.</summary>
    public string? Language { get; set; }

    /// <summary>The account that has the same mailbox in another spelling and came first; null for nearly everybody.</summary>
    public string? SharesAddressWith { get; init; }

    /// <summary>See <see cref="PersonKey"/>.</summary>
    public string SearchKey => PersonKey.Of(Name, Email);

    public bool EmailConfirmed { get; set; }

    /// <summary>Null until the person has chosen a password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes when credentials change, which ends every session and every link that was sent before.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with every write; a writer with an old one is refused.</summary>
    public string ConcurrencyStamp { get; set; } = "";

    public bool LockoutEnabled { get; set; }

    public DateTimeOffset? LockoutEnd { get; set; }

    public int AccessFailedCount { get; set; }

    public bool TwoFactorEnabled { get; set; }

    public string? AuthenticatorKey { get; set; }

    /// <summary>SHA-256 of each unused code, in hex, separated by blanks.</summary>
    public string RecoveryCodes { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Names, as the roles are written.</summary>
    public ISet<string> Roles { get; } = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// As mails address the person. A mail may reach somebody who never was here, so it carries no link that a name holds.
    /// </summary>
    public string MailName => NameRules.IsReadable(Name) && !NameRules.HasAddress(Name) ? Name : Email;

    public string DisplayName => Name.Length > 0 ? Name : Email;

    public bool IsLockedForever => LockoutEnd == Forever;

    public static User New(string email, string name, TimeProvider time) => new()
    {
        Id = PrefixedId.New("usr", time),
        Email = email.Trim(),
        Name = name.Trim(),
        CreatedAt = time.GetUtcNow(),
    };

    /// <summary>The person has shown that <see cref="Email"/> is theirs; told to others with the next write.</summary>
    public void ConfirmEmail()
    {
        EmailConfirmed = true;
        Raise(new UserEmailConfirmed(Id, Email));
    }

    /// <summary>Written to the outbox together with the next create or update of this user.</summary>
    public void Raise<TEvent>(TEvent @event)
        where TEvent : class =>
        _events.Add((outbox, transaction, cancellationToken) => outbox.WriteAsync(transaction, @event, cancellationToken));

    /// <summary>What is to be written down with the next write of this user.</summary>
    public void Note(AuditEntry entry) => _notes.Add(entry);

    public async Task WriteEventsAsync(IOutbox outbox, IAudit audit, UnitOfWork transaction, CancellationToken cancellationToken)
    {
        foreach (var note in _notes)
            await audit.WriteAsync(transaction, note, cancellationToken);
        foreach (var write in _events)
            await write(outbox, transaction, cancellationToken);
    }

    public void ForgetEvents()
    {
        _events.Clear();
        _notes.Clear();
    }
}
