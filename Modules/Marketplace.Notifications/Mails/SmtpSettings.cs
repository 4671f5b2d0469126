using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Mails;

/// <summary>The settings <c>Marketplace:Smtp</c>. Without a host, mails become files.</summary>
internal sealed record SmtpSettings
{
    /// <summary>Speaks TLS from the first byte; every other port starts plainly and switches by STARTTLS.</summary>
    public const int ImplicitTlsPort = 465;

    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>An address, or <c>Name &lt;address&gt;</c>; the tenant's name stands where no name is given.</summary>
    public string? From { get; init; }

    /// <summary>When true, a server that offers no TLS gets nothing.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>For one mail, from the first word to the last.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How mails are signed; null: not at all.</summary>
    public DkimSettings? Dkim { get; init; }

    /// <summary>Why no mail can be sent with these settings.</summary>
    public string? Problem { get; init; }

    /// <summary>As messages name it.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    public static SmtpSettings Read(IServiceProvider services) => Read(services.GetRequiredService<IConfiguration>());

    public static SmtpSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Marketplace:Smtp");
        string? Value(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];
        var settings = new SmtpSettings { Host = Value("Host"), User = Value("User"), Password = Value("Password"), From = Value("From") };
        if (settings.Host is not null && settings.From is null)
            return settings with
            { Problem = "Marketplace:Smtp:Host is set but Marketplace:Smtp:From is not: mails need a sender's address." };
        if (settings.From is { } from && !IsAddress(from))
            return settings with { Problem = $"Marketplace:Smtp:From is \"{from}\", which is not a mail address." };
        if (Value("Port") is { } port)
        {
            settings = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
                ? settings with { Port = number }
                : settings with { Problem = $"Marketplace:Smtp:Port is \"{port}\", which is not a port from 1 to 65535." };
        }

        if (Value("UseTls") is { } useTls)
        {
            settings = bool.TryParse(useTls, out var flag)
                ? settings with { UseTls = flag }
                : settings with { Problem = $"Marketplace:Smtp:UseTls is \"{useTls}\", which is neither true nor false." };
        }

        var (dkim, problem) = DkimSettings.Read(configuration, settings.From);
        return settings with { Dkim = dkim, Problem = settings.Problem ?? problem };
    }

    private static bool IsAddress(string text) =>
        Mailbox.TryParse(text, allowName: true, out var mailbox) && MailHeader.Address("", mailbox) is not null;

    /// <exception cref="MailException">The settings cannot be used; the message names the one to mend.</exception>
    public Mailbox Sender(ITenant tenant)
    {
        if (Problem is not null)
            throw new MailException(Problem);
        if (From is null)
            return new Mailbox("no-reply@localhost.localdomain", tenant.DisplayName);
        if (!Mailbox.TryParse(From, allowName: true, out var sender))
            throw new UnreachableException();
        return sender.Name.Length > 0 ? sender : sender with { Name = tenant.DisplayName };
    }

    /// <summary>Without the password, wherever it is written.</summary>
    public override string ToString() => Server;
}
