import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.rules.keys


class Migration(migrations.Migration):

    replaces = [('deadlines', '0001_initial'), ('deadlines', '0002_call_an_organization'), ('deadlines', '0003_inspection_remarks')]

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('organizations', '0008_inspection_of_a_committee'),
        ('reviews', '0001_to_0023'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called_at', models.DateTimeField(verbose_name='gọi lúc')),
                ('spoke_with', models.CharField(max_length=120, verbose_name='gặp ai')),
                ('promised_at', models.DateTimeField(blank=True, null=True, verbose_name='hứa trước')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='nội dung')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='reviews.campaign')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='organizations.submittingunit')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='organizations.partyorganization')),
            ],
            options={
                'verbose_name': 'cuộc gọi',
                'ordering': ['-called_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organization__isnull', True), ('unit__isnull', False)), models.Q(('organization__isnull', False), ('unit__isnull', True)), _connector='OR'), name='call_is_to_one_place')],
            },
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('decided', 'Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy'), ('delegated', 'Hồ sơ được ủy quyền, gửi để theo dõi, quản lý, lưu hồ sơ cán bộ'), ('committee', 'Hồ sơ đảng bộ trực thuộc Tỉnh ủy')], max_length=12, verbose_name='loại hồ sơ')),
                ('state', models.CharField(choices=[('draft', 'Đang lập'), ('submitted', 'Đã gửi'), ('received', 'Đã tiếp nhận'), ('returned', 'Đề nghị bổ sung, hoàn thiện'), ('accepted', 'Đủ thành phần'), ('archived', 'Đã lưu hồ sơ')], default='draft', max_length=12, verbose_name='trạng thái')),
                ('code', models.CharField(max_length=24, unique=True, verbose_name='mã hồ sơ')),
                ('first_received_on', models.DateField(blank=True, null=True, verbose_name='nhận lần đầu ngày')),
                ('first_received_at', models.DateTimeField(blank=True, null=True, verbose_name='nhận lần đầu lúc')),
                ('return_reason', models.TextField(blank=True, verbose_name='lý do đề nghị bổ sung')),
                ('return_before', models.DateField(blank=True, null=True, verbose_name='bổ sung trước ngày')),
                ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='trả lại lúc')),
                ('returned_count', models.PositiveSmallIntegerField(default=0, verbose_name='số lần trả lại')),
                ('reopen_reason', models.TextField(blank=True, verbose_name='lý do xin mở lại')),
                ('late_state', models.CharField(choices=[('on_time', 'Đúng hạn'), ('proposed', 'Chậm so với kế hoạch, chờ xác nhận'), ('confirmed', 'Chậm so với kế hoạch'), ('excused', 'Có lý do, đã xin phép')], default='on_time', max_length=12, verbose_name='thời hạn')),
                ('late_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('appraisal', models.TextField(blank=True, verbose_name='ý kiến thẩm định')),
                ('is_owed', models.BooleanField(default=True, verbose_name='phải gửi')),
                ('version', models.PositiveIntegerField(default=1)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='reviews.campaign')),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='reviews.deadline')),
                ('late_confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='organizations.submittingunit')),
            ],
            options={
                'verbose_name': 'hồ sơ',
                'ordering': ['unit__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit', 'kind'), name='dossier_one_a_unit_and_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['decided', 'delegated', 'committee'])), name='dossier_kind_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'received', 'returned', 'accepted', 'archived'])), name='dossier_state_is_known'), models.CheckConstraint(condition=models.Q(('late_state__in', ['on_time', 'proposed', 'confirmed', 'excused'])), name='dossier_late_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='dossier_returned_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('late_state__in', ['confirmed', 'excused']), _negated=True), models.Q(models.Q(('late_reason', ''), _negated=True), ('late_confirmed_by__isnull', False)), _connector='OR'), name='dossier_lateness_confirmed_by_a_person')],
            },
        ),
        migrations.CreateModel(
            name='DossierItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('code', models.CharField(max_length=24, verbose_name='thành phần')),
                ('title', models.CharField(max_length=300, verbose_name='tên')),
                ('source', models.CharField(blank=True, max_length=24, verbose_name='lấy từ')),
                ('requirement', models.CharField(choices=[('required', 'Bắt buộc'), ('if_exists', 'Nếu có'), ('optional', 'Không bắt buộc')], max_length=12, verbose_name='yêu cầu')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='tên tệp')),
                ('page_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số trang')),
                ('uploaded_at', models.DateTimeField(blank=True, null=True, verbose_name='tải lên lúc')),
                ('is_secret', models.BooleanField(default=False, verbose_name='Mật, nộp trực tiếp')),
                ('secret_number', models.CharField(blank=True, max_length=40, verbose_name='số văn bản mật')),
                ('secret_on', models.DateField(blank=True, null=True, verbose_name='ngày văn bản mật')),
                ('secret_receiver', models.CharField(blank=True, max_length=120, verbose_name='người nhận')),
                ('paper_received_on', models.DateField(blank=True, null=True, verbose_name='nhận bản giấy ngày')),
                ('paper_sheets', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số tờ')),
                ('promised_before', models.DateField(blank=True, null=True, verbose_name='sẽ bổ sung trước ngày')),
                ('promise_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do chưa có')),
                ('return_note', models.TextField(blank=True, verbose_name='đề nghị bổ sung')),
                ('version', models.PositiveIntegerField(default=1)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='deadlines.dossier')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.file')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dossier_items', to='reviews.subject')),
            ],
            options={
                'verbose_name': 'thành phần hồ sơ',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('subject__isnull', True)), fields=('dossier', 'code'), name='dossier_item_once'), models.UniqueConstraint(condition=models.Q(('subject__isnull', False)), fields=('dossier', 'subject', 'code'), name='dossier_item_once_a_subject'), models.CheckConstraint(condition=models.Q(('requirement__in', ['required', 'if_exists', 'optional'])), name='dossier_item_requirement_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('is_secret', True), _negated=True), ('file__isnull', True), _connector='OR'), name='dossier_item_secret_has_no_file'), models.CheckConstraint(condition=models.Q(models.Q(('is_secret', True), _negated=True), models.Q(models.Q(('secret_number', ''), _negated=True), ('secret_on__isnull', False)), _connector='OR'), name='dossier_item_secret_has_number_and_day'), models.CheckConstraint(condition=models.Q(('promised_before__isnull', True), models.Q(('promise_reason', ''), _negated=True), _connector='OR'), name='dossier_item_promise_has_a_reason'), models.CheckConstraint(condition=models.Q(('paper_received_on__isnull', True), ('paper_sheets__gte', 1), _connector='OR'), name='dossier_item_paper_has_sheets')],
            },
        ),
        migrations.CreateModel(
            name='DossierReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('before', models.DateField(verbose_name='gửi lại trước ngày')),
                ('lines', models.JSONField(verbose_name='các mục cần bổ sung')),
                ('returned_at', models.DateTimeField(verbose_name='lúc')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='deadlines.dossier')),
                ('returned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần đề nghị bổ sung',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'number'), name='dossier_return_number_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='dossier_return_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='số phiếu')),
                ('handed_on', models.DateField(verbose_name='ngày giao')),
                ('handed_by', models.CharField(max_length=120, verbose_name='người giao')),
                ('received_at', models.DateTimeField(verbose_name='nhận lúc')),
                ('lines', models.JSONField(verbose_name='danh mục nhận')),
                ('sheet_count', models.PositiveSmallIntegerField(verbose_name='tổng số tờ')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='deadlines.dossier')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'phiếu giao nhận hồ sơ',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'number'), name='handover_number_once'), models.CheckConstraint(condition=models.Q(('sheet_count__gte', 1)), name='handover_has_sheets')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offset', models.SmallIntegerField(verbose_name='ngày làm việc so với hạn cuối')),
                ('due_on', models.DateField(verbose_name='ngày nhắc')),
                ('channel', models.CharField(choices=[('notice', 'Thông báo'), ('mail', 'Thư điện tử')], default='notice', max_length=8, verbose_name='hình thức')),
                ('is_escalation', models.BooleanField(default=False, verbose_name='báo lên cấp trên')),
                ('created_at', models.DateTimeField(verbose_name='lúc')),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='reviews.deadline')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='organizations.submittingunit')),
            ],
            options={
                'verbose_name': 'nhắc hạn',
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit__isnull', True)), fields=('deadline', 'recipient', 'offset', 'due_on', 'channel'), name='reminder_once'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('deadline', 'recipient', 'unit', 'offset', 'due_on', 'channel'), name='reminder_once_a_unit'), models.CheckConstraint(condition=models.Q(('channel__in', ['notice', 'mail'])), name='reminder_channel_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần gửi')),
                ('receipt', models.CharField(max_length=24, unique=True, verbose_name='số biên nhận')),
                ('manifest', models.JSONField(verbose_name='danh mục')),
                ('content_hash', models.CharField(max_length=64, verbose_name='mã băm')),
                ('sent_at', models.DateTimeField(verbose_name='gửi lúc')),
                ('sent_on', models.DateField(verbose_name='ngày gửi')),
                ('was_on_time', models.BooleanField(verbose_name='đúng hạn')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='deadlines.dossier')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần gửi hồ sơ',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'number'), name='submission_number_once')],
            },
        ),
        migrations.CreateModel(
            name='InspectionRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=organizations.rules.keys.new_key, editable=False, max_length=12, unique=True)),
                ('inspected_on', models.DateField(verbose_name='ngày kiểm tra')),
                ('inspector', models.CharField(max_length=160, verbose_name='đoàn, người kiểm tra')),
                ('text', models.TextField(verbose_name='ý kiến')),
                ('entered_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('answer', models.TextField(blank=True, verbose_name='giải trình, tiếp thu')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='ngày trả lời')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_remarks', to='reviews.campaign')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_remarks', to='organizations.partyorganization')),
            ],
            options={
                'verbose_name': 'ý kiến kiểm tra',
                'ordering': ['-inspected_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='inspection_remark_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by__isnull', True), ('answered_on__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='inspection_remark_answer_has_a_day'), models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('inspected_on')), _connector='OR'), name='inspection_remark_answered_after_it')],
            },
        ),
    ]
