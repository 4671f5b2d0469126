namespace Marketplace.Abstractions.Tests.Mail;

public sealed class MailboxListTests
{
    [Theory]
    [InlineData("ann@example.com\nbob@example.com")]
    [InlineData("ann@example.com, bob@example.com")]
    [InlineData("ann@example.com;bob@example.com;")]
    [InlineData("ann@example.com bob@example.com")]
    [InlineData("\uFEFFE-mail,Name\r\nann@example.com,Ann\r\nbob@example.com,\"Builder, Bob\"\r\n")]
    [InlineData("Name;E-mail\n\"Lee, Ann\";ann@example.com\nBob;bob@example.com")]
    [InlineData("\"Lee, Ann\" <ann@example.com>, Bob Builder <bob@example.com>")]
    [InlineData("Lee, Ann <ann@example.com>\n'bob@example.com' <bob@example.com>")]
    [InlineData("'ann@example.com'\n\"bob@example.com\"")]
    [InlineData("\"\"\"Lee, Ann\"\" <ann@example.com>\",1\nbob@example.com (Bob),2")]
    public void Every_usual_form_of_a_list_is_read(string text)
    {
        var list = MailboxList.Read(text);
        Assert.Equal(["ann@example.com", "bob@example.com"], list.Mailboxes.Select(x => x.Address));
        Assert.Empty(list.Refused);
    }

    [Fact]
    public void Apostrophes_and_plus_belong_to_addresses()
    {
        var list = MailboxList.Read("o'brien@example.com, Pat O'Brien <pat+shop@example.com>\n'd'arcy@example.com'");
        Assert.Equal(["o'brien@example.com", "pat+shop@example.com", "d'arcy@example.com"], list.Mailboxes.Select(x => x.Address));
    }

    [Theory]
    [InlineData("ann@example.com\no'brien @example.com", 2, "o'brien @example.com")]
    [InlineData("ann@example.com\n\n<o'brien@example.com", 3, "<o'brien@example.com")]
    [InlineData("ann@example.com, \"o'brien@example.com", 1, "\"o'brien@example.com")]
    [InlineData("ann@example.com, o'brien@@example.com", 1, "o'brien@@example.com")]
    [InlineData("ann@example.com\nMr O'Brien brien@example.com", 2, "Mr O'Brien brien@example.com")]
    [InlineData("ann@example.com\r\nbob＠example.com; Bob", 2, "bob＠example.com")]
    [InlineData("ann@example.com\nnobody at all", 2, "nobody at all")]
    [InlineData("bob.example.com\nann@example.com", 1, "bob.example.com")]
    public void What_is_no_address_is_refused_with_its_line_and_never_cut(string text, int line, string refused)
    {
        var list = MailboxList.Read(text);
        Assert.Equal(["ann@example.com"], list.Mailboxes.Select(x => x.Address));
        Assert.Equal([new ListedText(line, refused)], list.Refused);
    }

    [Fact]
    public void An_address_counts_once_in_whatever_spelling()
    {
        var list = MailboxList.Read("x@müller.example\nAnn@example.com\nX@xn--mller-kva.example, ann@EXAMPLE.com");
        Assert.Equal(["x@xn--mller-kva.example", "Ann@example.com"], list.Mailboxes.Select(x => x.Address));
        Assert.Equal([3, 3], list.Repeated.Select(x => x.Line));
    }

    [Theory, InlineData(null), InlineData(""), InlineData(" \n\t\n")]
    public void Nothing_lists_nobody(string? text)
    {
        var list = MailboxList.Read(text);
        Assert.Empty(list.Mailboxes);
        Assert.Empty(list.Refused);
    }
}
