using System.Globalization;
using System.Text;
using Marketplace.Testing;

namespace Marketplace.Notifications.Tests;

internal static class Support
{
    public static Task<TestShell> ShellAsync(string appData, params (string Key, string Value)[] settings) =>
        ShellAsync(appData, _ => { }, settings);

    public static async Task<TestShell> ShellAsync(
        string appData, Action<TestShellSetup> arrange, params (string Key, string Value)[] settings) =>
        await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            setup =>
            {
                setup.Configuration["Marketplace:AppData"] = appData;
                foreach (var (key, value) in settings)
                    setup.Configuration["Marketplace:Smtp:" + key] = value;
                setup.Tenant.DisplayName = "Myzel & Söhne";
                arrange(setup);
            },
            new Startup());

    public static Task SendAsync(this TestShell shell, string to, string subject, string html = "<p>Hello</p>", string? text = null) =>
        shell.Get<IMailSender>().SendAsync(new Mail(to, subject, html, text), CancellationToken.None);

    /// <summary>Reads quoted-printable text back, independently of how it was written.</summary>
    public static string Decode(string encoded)
    {
        var bytes = new List<byte>();
        var text = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>The decoded parts of a multipart message, by content type.</summary>
    public static Dictionary<string, string> Parts(string message)
    {
        var boundary = message.Split("boundary=\"")[1].Split('"')[0];
        return message.Split($"--{boundary}")[1..^1].ToDictionary(
            x => x.Split("Content-Type: ")[1].Split(';')[0],
            x => Decode(x[(x.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]),
            StringComparer.Ordinal);
    }

    public static string Header(string message, string name) =>
        message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
            .Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal)
            .Split("\r\n").Single(x => x.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
}
